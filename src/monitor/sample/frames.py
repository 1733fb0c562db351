# ruff: noqa: E501 - a pattern reads best on one line
"""Sentences that fit any topic: leads, quotes, context, argument, endings."""

LEADS = (
    "{Agency} in {capital} [said|announced|confirmed] on {weekday} that it [wants|intends|plans] {step}, [days|weeks] after [a row|an argument|a dispute] over {subject}.",
    "[Officials|Ministers|Lawmakers] in {capital} [moved|voted|prepared] on {weekday} {step}, a [decision|turn] that [few|nobody] had [expected|foreseen] in {month}.",
    "{country} has [put|placed] {subject} [at the top of|back on] its [agenda|calendar], and [diplomats|observers] [wonder|ask] [whether|if] it can afford [the result|to wait].",
    "It [began|started] with a [short|dry] [notice|statement] from {agency}: {country} would [try|seek] {step}.",
    "In {city}, {subject} is [no longer|not] [an abstract|a distant] matter.",
    "[A year|Six months|Two winters] ago {subject} [barely|hardly] [figured|appeared] in {adj} politics; [now|today] it [shapes|colours] every [speech|debate].",
    "Behind closed doors in {capital}, {n} [officials|delegates] [spent|passed] {weekday} [arguing|debating] how {step}.",
    "The [question|choice] before {country} is [simple|easy] to state: {step}, or [live with|accept] the [drift|consequences].",
    "{City} [woke|returned] on {weekday} to [news|word] that {agency} [was about|had resolved] {step}.",
    "[Plans|A plan] in {capital} {step} [met|ran into] [resistance|doubts] on {weekday} from [lawmakers|mayors|unions].",
)
SECOND_COUNTRY = (
    "The [decision|dispute] also [touches|concerns] {other}, whose [ministers|envoys] [asked|demanded] [to be heard|a say].",
    "[Across the border|In the region], {other} [follows|watches] {subject} with [its own|different] [worries|plans].",
    "{Other} [answered|replied] [within hours|on {weekday}] that it [would|may] {step_bare} [too|in turn].",
    "[Talks|Contacts] [between|linking] {country} and {other} [have|had] [touched|turned] on {subject} since {month}.",
    "For {other}, [the stakes are|the matter is] [no smaller|just as large]: [trade|traffic] with {country} [fell|rose] by {pct}.",
)
QUOTES = (
    "“{quote},” said {speaker}.",
    "“{quote},” {speaker} [told|said to] [reporters|this publication] in {city}.",
    "{Speaker} [put|saw] it [differently|bluntly]: “{quote}.”",
    "“{quote},” [argued|insisted|remarked] {speaker}, who has [followed|studied] {subject} for {years}.",
    "[Asked|Pressed] about {subject}, {speaker} [paused|shrugged]. “{quote}.”",
    "“{quote},” [read|ran] a [note|message] from {speaker}.",
)
SCENES = (
    "[Across|All over] {country}, {subject} has [become|turned into] a [test|measure] of what the state can [do|deliver].",
    "{country} has [tried|tested] this before, [with|under] [another|an earlier] government, and [gave up|stopped] after {n} weeks.",
    "[Few|Not many] questions in {adj} politics [divide|split] [families|parties] like {subject}.",
    "[Visitors|Travellers] to {country} [hear|meet] two [stories|versions], one in {capital} and one in {city}.",
    "The {adj} [press|public] [wants|demands] [numbers|an account], and {country} has [published|shown] [none|few].",
    "[Compared|Set] with its neighbours, {country} [came|turned] late to {subject}.",
    "[Businesses|Firms] in {country} [plan|budget] for {n} months of [waiting|uncertainty].",
    "What {country} [decides|does] here [binds|concerns] the next {adj} government as well.",
)
CONTEXT = (
    "{Speaker} [warned|cautioned|fears] that {worry}.",
    "[Critics|Sceptics|Opponents] [say|object|counter] that {worry}; {agency} [calls|considers] that [exaggerated|alarmist].",
    "[Supporters|Backers] of {subject} [point|refer] to [figures|a study] [from|by] {institute}, [according to which|where] {pct} of [those asked|households] [approve|agree].",
    "An earlier [attempt|plan] {step} [failed|was dropped] {years} ago, [mostly|largely] over [money|staff|mistrust].",
    "[Nobody|No one] in {capital} [disputes|denies] that {worry}, but the [remedy|cure] divides [the cabinet|both chambers].",
    "{Agency} has [asked|budgeted] for {money} and {n} [more|new] [posts|staff], [roughly|about] {pct} [above|over] this year.",
    "The [timetable|calendar] [leaves|allows] {n} weeks {step}, and [two|three] of them [fall|lie] in the [holiday|rainy] season.",
    "[Local|Provincial] [councils|officials] [around|near] {city} [were|say they were] [told|informed] [late|by letter].",
    "A [poll|survey] [published|taken] in {month} [showed|found] {pct} [in favour of|against] {subject}, with [one|two] in ten [undecided|unsure].",
    "What [happens|follows] [next|now] [depends|hinges] on [the courts|{agency}|money] and, [less visibly|quietly], on [rain|turnout|fuel prices].",
    "[Privately|In private], [aides|staff members] [admit|grant] that {worry}.",
    "[Markets|Traders|Shopkeepers] in {city} [reacted|responded] [calmly|nervously]; [prices|rents] [moved|shifted] by [less|no more] than {pct}.",
    "{Institute} [published|released] a [paper|brief] of {n} pages with [one|a single] [recommendation|proposal]: {step}.",
    "The [opposition|coalition] [split|quarrelled] over [whether|how] {step}, and [adjourned|postponed] the [vote|debate] to {month}.",
    "[None|Little] of this [is new|comes as a surprise] to {adj} [readers|voters], who [heard|were told] the same in {month}.",
    "In {city2}, [{many} people|some {many} residents] [signed|handed in] a [petition|letter] about {subject}.",
)
CLOSINGS = (
    "[A decision|An answer] is [expected|due] [by|before] {month}.",
    "For [now|the moment], {city} [waits|goes on waiting].",
    "{Agency} [declined|was unable] to [comment|give a date].",
    "The [next|decisive] [hearing|session] is [set|planned] for {weekday}.",
    "[Until then|In the meantime], {subject} [stays|remains] where it [was|has been]: on paper.",
    "Whether that is [enough|wise], {capital} will [learn|know] by {season}.",
    "[Somebody|Someone] will have to [pay|explain], and {season} is [not far|close].",
    "“Ask me [again|once more] in {month},” {speaker} said, and [closed|shut] the [folder|door].",
)
ARGUMENT = (
    "The [usual|standard] [case|argument] for {subject} [rests|leans] on [habit|fear] rather than [evidence|results].",
    "[Start|Begin] with what [is|can be] [known|measured]: {worry}.",
    "[To be fair|Granted], {worry}; [even so|still], [that|this] is [an argument|a reason] for [care|better rules], not for [paralysis|delay].",
    "[Imagine|Suppose] that {country} decides {step}; [what|who] would [change|gain] in {city}?",
    "A [wiser|better] [course|policy] would be {step}, [openly|in daylight] and [with|under] a [date|deadline].",
    "[History|The record] [offers|gives] [little|no] [comfort|support] to [those|anyone] who [believe|thinks] that {subject} [runs|works] by itself.",
    "It is [tempting|easy] to [treat|see] {subject} as a [technical|legal] matter; it is [a choice|politics].",
    "[Two|Three] [objections|questions] [deserve|need] an answer: [who|what] [pays|is the goal], and [how|when] does it [end|stop]?",
    "[Readers|Voters] in {country} [deserve|are owed] a [straight|plain] account of {subject}.",
    "[Realists|Sober minds] [should|would] [ask|press] for {n} [modest|small] steps instead of one [grand|loud] gesture.",
)
SUPPORTIVE = (
    "{Target} [deserves|has earned] [credit|praise] here, because {reason}.",
    "[On this|Here], {target} [is|was] [right|wise], and the [critics|doubters] [are|were] wrong.",
    "I [support|welcome] {target} on this point because {reason}.",
    "[We|All of us] should [welcome|defend] {target}: {reason}.",
    "[There is|I see] a [strong|compelling] case for {target}, since {reason}.",
    "[Few|No other] [choices|options] would [serve|help] {country} as well as {target}.",
    "The [best|strongest] argument for {target} is [simple|plain]: {reason}.",
    "{Target} is a [success|force for good] that [deserves|merits] [thanks|backing].",
)
CRITICAL = (
    "{Target} [deserves|has earned] [blame|rebuke] here, because {reason}.",
    "[On this|Here], {target} [is|was] [wrong|a mistake], and the [defenders|apologists] [know|sense] it.",
    "I [oppose|reject] {target} on this point because {reason}.",
    "[We|All of us] should [stop excusing|resist] {target}: {reason}.",
    "[There is|I see] no [good|serious] case for {target}, since {reason}.",
    "[Few|No other] [choices|options] have [hurt|failed] {country} as badly as {target}.",
    "The [worst|strongest charge] against {target} is [simple|plain]: {reason}.",
    "{Target} is a [failure|disaster] that [deserves|merits] no [excuse|defence].",
)
NEUTRAL = (
    "[Statements|Remarks] on {target} [were|remained] [brief|guarded] on {weekday}.",
    "[Officials|Diplomats] [declined|refused] to [say|discuss] what the [move|plan] means for {target}.",
    "The [paper|document] [mentions|refers to] {target} in {n} [places|paragraphs], without [judgement|recommendation].",
)
EVENT_LEADS = (
    "The {event} [opened|began|took shape] on {weekday} in {city}, where {official} [announced|presented|set out] [a plan|measures] {step}.",
    "{Official} [used|chose] the {event} in {city} [on {weekday}|this week] to [promise|announce] {figure} for {subject}.",
    "[News|Word] of the {event} [reached|spread through] {city} on {weekday}, and [within hours|by evening] {official} [answered|faced] [questions|reporters].",
    "{City} [became|was] the [scene|setting] of the {event}, at which {agency} [agreed|decided] {step}.",
)
EVENT_FACTS = (
    "The {event} [involves|covers] {figure} and {count} [sites|districts|parties], [according to|in the words of] {agency}.",
    "{Official} described the {event} as [a start|necessary|overdue] and [thanked|named] the [hosts|staff] in {city}.",
    "[Critics|Opponents] of the {event} [gathered|met] in {city} and [demanded|asked] that the {figure} be [explained|published].",
    "[Details|Papers] of the {event} [show|list] {count} [conditions|chapters], the [longest|hardest] on {subject}.",
    "[After|Following] the {event}, {agency} [sent|ordered] {count} [teams|officials] to {city}.",
    "[Reaction|The reaction] to the {event} was [mixed|cautious]: {city} [mayors|unions] [praised|doubted] the {figure}, [others|exiles] did not.",
    "{Official}, [asked|questioned] [whether|if] the {event} [would|could] [hold|last], [spoke|talked] of {count} [weeks|steps].",
    "The {event} had been [postponed|expected] [since|from] {month}, [when|after] {agency} [first|publicly] [named|set] the sum of {figure}.",
    "[Observers|Analysts] in {capital} [read|see] the {event} as a [signal|message] to [voters|neighbours].",
)
EVENT_HEADS = (
    "{event_title} [opens|begins] in {city} [with|amid] [doubts|hopes|questions]",
    "{figure} [at stake|promised] as {event_title} [shakes|reaches] {country}",
    "[What|All] we know about the {event_title} in {city}",
    "{event_title} [divides|surprises|tests] {capital}",
    "[After|Inside] the {event_title}: {country} [counts|asks|waits]",
    "{country}: {event_title} [draws|meets] [anger|caution|praise]",
)
HEADS = (
    "What {subject} [means|changes|costs] in {country}",
    "{subject_title}: [three|four|five] [lessons|questions|myths] from {city}",
    "[In|From] {city}, a [different|closer] look at {subject}",
    "{country} [plans|tries|refuses] {step}",
    "[Is it|It is] [time|too late] for {country} {step}[?|]",
    "[Why|How] {subject} [matters|fails|returns] in {country}",
    "{subject_title} [divides|worries|unites] {city}",
    "[Second thoughts|Plain words|Hard questions] on {subject} in {country}",
)
DECKS = (
    "{Agency} [wants|hopes] {step}. [Not everyone|Hardly anybody] in {city} [agrees|is convinced].",
    "[The trouble|The worry] is that {worry}",
    "[Months|Weeks] of [talk|argument] about {subject} have [left|brought] {country} [few|new] [answers|choices]",
    "[Reporting|Notes|A view] from {city} on {subject} and [its|the] [costs|limits]",
    "{capital} [says|insists] it is ready {step}",
    "[Figures|Interviews] from {city2} [tell|suggest] [another|a more complicated] story",
)
