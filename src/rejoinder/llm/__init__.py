"""A language model as a coder: what it is asked, and the answers that were recorded.

Nothing here touches the network: `rejoinder ask` sends requests and records the answers in seeds/answers, the stages
read them there. A request's bytes, the model's identity and the raw response are kept, so a run can be repeated
wherever that folder is.
"""

from rejoinder.llm.answers import ModelAnswer, Unanswered, read_answer
from rejoinder.llm.behaviour import BehaviourTests, write_behaviour
from rejoinder.llm.effort import measure_effort, write_effort
from rejoinder.llm.inquiry import AnswerError, Asking, Inquiry
from rejoinder.llm.prompts import Prompt, PromptError, StatementToAsk, hash_prompts
from rejoinder.llm.record import Answers, hash_answers, load_answers
from rejoinder.llm.server import ChatServer, Message, Questions

__all__ = [
    "AnswerError",
    "Answers",
    "Asking",
    "BehaviourTests",
    "ChatServer",
    "Inquiry",
    "Message",
    "ModelAnswer",
    "Prompt",
    "PromptError",
    "Questions",
    "StatementToAsk",
    "Unanswered",
    "hash_answers",
    "hash_prompts",
    "load_answers",
    "measure_effort",
    "read_answer",
    "write_behaviour",
    "write_effort",
]
