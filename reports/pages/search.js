// What the pages' searches share: words are compared without capitals and accents.
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const splitWords = (typed) => fold(typed).split(/\s+/).filter(Boolean);
const escapePattern = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
