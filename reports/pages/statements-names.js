rejoinder.name({
"articles": [
{
"id": "reuters-2013-03-12-china-us-cyber-talks",
"title": "China Says Willing to Discuss Cyber Security with the U.S.",
"outlet": "Reuters",
"published": "2013-03-12",
"date": "12 March 2013",
"href": "../index.html#a1-s"
}
],
"speakers": [
{
"name": "China",
"href": "speaker-china-1043682903.html"
},
{
"name": "Reuters",
"href": "speaker-reuters-5770351939.html"
},
{
"name": "U.S. computer security company",
"href": "speaker-u-s-computer-security-company-415f301263.html"
},
{
"name": "Tom Donilon",
"href": "speaker-tom-donilon-a769a1cd4a.html"
},
{
"name": "Hua Chuying",
"href": "speaker-hua-chuying-6ff1d545c3.html"
},
{
"name": "Defence Ministry",
"href": "speaker-defence-ministry-361491db32.html"
},
{
"name": "Senior People's Liberation Army officers",
"href": "speaker-senior-people-s-liberation-army-officers-353824df9b.html"
},
{
"name": "Liu Lianhua",
"href": "speaker-liu-lianhua-90181fa6b8.html"
},
{
"name": "Wang Hongguang",
"href": "speaker-wang-hongguang-fd4a29c09b.html"
},
{
"name": "U.S. officials",
"href": "speaker-u-s-officials-f24cf5bb5a.html"
},
{
"name": "Yang Jiechi",
"href": "speaker-yang-jiechi-e213fe537c.html"
}
],
"sides": [
{
"name": "China",
"href": "side-china-1043682903.html"
},
{
"name": "narration",
"href": "side-narration-59ad8ff336.html"
},
{
"name": "United States",
"href": "side-united-states-49dca65f36.html"
}
],
"forms": [
"indirect",
"narrated",
"direct",
"mixed"
],
"frames": [
{
"name": "victimhood",
"number": 1,
"label": "Victimhood",
"sign": "V"
},
{
"name": "denial",
"number": 2,
"label": "Denial",
"sign": "Dn"
},
{
"name": "deterrence",
"number": 3,
"label": "Deterrence",
"sign": "Dt"
},
{
"name": "cooperation",
"number": 4,
"label": "Cooperation",
"sign": "C"
}
],
"targets": [
{
"name": "united_states",
"label": "United States"
},
{
"name": "china",
"label": "China"
},
{
"name": "cooperation",
"label": "dialogue and cooperation"
},
{
"name": "accusation",
"label": "the hacking accusation"
}
],
"periods": [
"2013",
"2013-03"
]
});
