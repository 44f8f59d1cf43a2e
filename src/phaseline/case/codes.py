"""Every code that `check` can give, with what it means, why it matters and how it is mended."""

from collections.abc import Mapping
from types import MappingProxyType

from phaseline.case.code import Code
from phaseline.case.code import error as _error
from phaseline.case.code import note as _note
from phaseline.case.code import warning as _warning
from phaseline.case.lawcodes import LAW_CODES

CODES: Mapping[str, Code] = MappingProxyType(
    {
        "PL101": _error(
            "The file is not YAML",
            "Nothing can be read from it.",
            "Correct the line that is named; texts with a colon or a # need quotes.",
        ),
        "PL102": _error(
            "A feature of YAML that a case may not use",
            "Aliases hide where a value stands and can fill the memory; tags can run code; depth"
            " hides meaning.",
            "Write the value out, without alias and tag, in few levels.",
        ),
        "PL103": _error(
            "A key or header stands twice",
            "A reader cannot tell which of the two is meant; most programs silently take the last.",
            "Remove one, or begin a new list item with a dash.",
        ),
        "PL104": _error(
            "The file or folder cannot be read",
            "Missing, empty, too large, binary, a circle of links, or without permission.",
            "Check the path; keep the case below 5 MB of text.",
        ),
        "PL105": _error(
            "Unknown field",
            "A misspelt field would otherwise be ignored in silence.",
            "Use the nearest known name, or remove the field.",
        ),
        "PL106": _error(
            "Missing field",
            "The entry does not say what every entry of its kind has to say.",
            "Add the field; `phaseline schema` lists them all.",
        ),
        "PL107": _error(
            "Wrong kind of value",
            "The field expects another kind of value, or one of a few words.",
            "Write what is expected; quotes make a text of a number.",
        ),
        "PL108": _error(
            "A file is not where the case says",
            "`include` names a file that is not in the folder.",
            "Correct the name in `include`, or leave `include` out.",
        ),
        "PL109": _warning(
            "A file that is not included",
            "`include` names the files of the case; what it leaves out is not read, and may have"
            " been forgotten.",
            "Add the file to `include`, or move it out of the folder.",
        ),
        "PL110": _error(
            "Another format",
            "The case is written for another version of Phaseline, or is no case; nothing else in"
            " it can be judged.",
            "Run `phaseline upgrade CASE` on a case of an older format, use the version that reads"
            " a newer one, or give a file of the kind that is asked for.",
        ),
        "PL111": _note(
            "More diagnostics than are listed",
            "Nobody mends hundreds of diagnostics at once; most of them have few causes.",
            "Mend those that are listed, and check again.",
        ),
        "PL112": _error(
            "Too few entries",
            "A game has at least one track of two levels, one type and one rung, and one number of"
            " periods that is asked for; with less there is nothing to solve.",
            "List what is missing.",
        ),
        "PL113": _error(
            "Too many entries",
            "A case is one game; a second one would be left out in silence.",
            "Keep one of them; what else is to be compared is a policy, or a case of its own.",
        ),
        "PL114": _warning(
            "A file that looks like one of the case",
            "Its ending is in capitals or misspelt, or it lies in a folder within the case: it is"
            " not read, and may have been forgotten.",
            "Rename it to end in .yaml, move it beside the header, or move it elsewhere.",
        ),
        "PL115": _error(
            "A word of the format as an id",
            "Where the word stands a reader cannot tell whether the entry is meant or what the"
            " format means by it.",
            "Call the entry by another word, there and wherever it is named; the reference lists"
            " the words.",
        ),
        "PL116": _note(
            "Sentences that wait for a person",
            "What `phaseline read` proposes of a paper is no fact: nothing rests on it until"
            " somebody has looked at it.",
            "Go through them by `phaseline review CASE`: confirm, reject or skip each.",
        ),
        "PL117": _warning(
            "A confirmed sentence whose entry is gone",
            "The coverage of the paper counts an entry that the case does not hold.",
            "Confirm the sentence again, or reject it.",
        ),
        "PL118": _warning(
            "A default that no entry takes",
            "What `defaults` says counts for the entries of its own file alone; it may have been"
            " meant for others.",
            "Move it to the file whose entries have such a field, or remove it.",
        ),
        "PL119": _note(
            "File with nothing in it",
            "A file of the case holds no entry: it is empty, or all of it is a comment. What other"
            " entries name may have stood there.",
            "Write the entries that belong there, or remove the file.",
        ),
        "PL120": _error(
            "What nobody has confirmed",
            "A rule proposed it of a paper, and nobody has looked at it: an answer would rest on a"
            " guess.",
            "Go through the paper by `phaseline review`, or say in `confirmed_by` who has looked at"
            " it.",
        ),
        "PL201": _error(
            "Quote not found in its source",
            "A citation that does not lead anywhere cannot be checked by anybody.",
            "Copy the phrase from the source, character by character. A proposal is never accepted"
            " by itself.",
        ),
        "PL202": _error(
            "Anchor too long",
            "An anchor points to a passage; it does not replace it.",
            "At most eight words; prefix and suffix together at most eight.",
        ),
        "PL203": _error(
            "Quote changes the meaning of its source",
            "It is close to a passage, but a number, a negation, a modal or the polarity differs.",
            "Quote the source's own words.",
        ),
        "PL204": _warning(
            "Quote occurs more than once",
            "It may point to another passage than the one meant; papers repeat themselves in boxes"
            " and captions.",
            "Add a prefix or suffix, or leave it.",
        ),
        "PL205": _note(
            "Anchors not re-verified",
            "The source's text was not at hand, so its quotes were not held against it in this run."
            " Where a folder of texts was given and none of them has the source's hash, it is a"
            " warning.",
            "Give the folder of the texts by --sources or PHASELINE_SOURCES; a text that was"
            " changed has another hash.",
        ),
        "PL206": _warning(
            "Citation without phrase or place",
            "It names a source as a whole; a reader has to search all of it.",
            "Add `exact`, or at least `locator`.",
        ),
        "PL207": _error(
            "A paper does say what it is said not to",
            "The phrase occurs in a paper, as it is or in another form: another inflection,"
            " hyphenation or accent.",
            "Read the passage; correct the phrase or remove the silence.",
        ),
        "PL208": _warning(
            "Phrase said to be absent stands within other words",
            "A longer word, or one of the same stem, holds it; whether that is the thing in"
            " question only a reader can tell.",
            "Read the passage; make the phrase longer, or leave it.",
        ),
        "PL209": _note(
            "Absence not looked for",
            "What no text was looked through for is not known to be absent. Where a text is not"
            " UTF-8 and had to be guessed at, it is a warning.",
            "Give the folder of the texts by --sources or PHASELINE_SOURCES, in UTF-8.",
        ),
        "PL210": _warning(
            "Source text is not UTF-8",
            "Its letters can only be guessed at, so that a quote that is not found, and a phrase"
            " that is not found, prove nothing.",
            "Save the text as UTF-8, and enter the hash of the new file.",
        ),
        "PL211": _note(
            "Folder of texts is a link",
            "It was followed; whoever sets the link anew has other texts read.",
            "Nothing, or give the folder itself by --sources.",
        ),
        "PL212": _warning(
            "Record of another verification",
            "The case says who held the quotes of a source against its text, but of another text,"
            " of an excerpt, or of fewer or more quotes: it does not count.",
            "Check again with --sources and --record, or remove `verified`.",
        ),
        "PL213": _warning(
            "Statement without the hedge of its quotation",
            "What a source holds for possible is then told as certain, here and wherever the"
            " statement is repeated.",
            "Word it as the passage does, or give the modality or the status that it has.",
        ),
        **LAW_CODES,
        "PL401": _error(
            "Number neither cited nor an assumption",
            "Every number has either a source or an owner.",
            "Enter it as a fact with its citation, or as an assumption with a range.",
        ),
        "PL402": _error(
            "Formula malformed",
            "A formula joins addresses; bare numbers have no source.",
            "Use addresses, + - * /, and the functions abs, days, max, min, sum; put spaces around"
            " minus.",
        ),
        "PL403": _error(
            "Units do not fit",
            "People cannot be added to money; a result has the unit it is said to have.",
            "Correct the unit of the result or of an input.",
        ),
        "PL404": _error(
            "Unknown unit or malformed number",
            "A misspelt unit never fits any other.",
            "Use a unit of the table in the singular, or list it under `units`.",
        ),
        "PL405": _error(
            "Circular formula",
            "A number cannot be worked out from itself.",
            "Write one of the formulas over facts.",
        ),
        "PL406": _error(
            "Division by zero", "The divisor is zero or may be.", "Divide by something else."
        ),
        "PL407": _error(
            "Assumption without a proper range",
            "An assumption is a range with an owner, not a point.",
            "Give low and high in one unit, low first, or at least two `options`.",
        ),
        "PL408": _warning(
            "Figure in a statement but not in its quote",
            "The reader cannot see where the figure comes from.",
            "Quote the words with the figure, or leave it out.",
        ),
        "PL409": _error(
            "Number that no quote of its entry carries",
            "A value that the quoted words do not show may be mistyped, and nobody would see it."
            " Where a further source is cited without a phrase, it is a warning.",
            "Quote the words with the number, in digits or in words, or correct it; a number worked"
            " out has `parts` or the status `inferred`.",
        ),
        "PL410": _error(
            "Number out of its bounds",
            "A discount of 1, a chance above 1 or a lead of half a period has no meaning in a"
            " game.",
            "Write a number within the bounds that are named.",
        ),
        "PL411": _error(
            "Chances that do not sum to 1",
            "The chances of all that can happen are parts of one; what is missing, or is too much,"
            " belongs to nothing.",
            "Correct the number that is wrong; a drift may sum to less, and the rest stays.",
        ),
        "PL412": _error(
            "Row missing, or of another length",
            "Each level has one chance for each label, and each state of a table one successor for"
            " each label; a gap would be filled by a guess.",
            "Add the row, or write as many chances as there are labels.",
        ),
        "PL413": _error(
            "Game too large",
            "It has more states, or more of one thing, than can be solved in a sitting; this is"
            " said before any work.",
            "Leave out what the question does not need: levels, leads, deadlines, votes, nodes of"
            " belief.",
        ),
        "PL414": _error(
            "Number of a game that is not given",
            "A game is solved with numbers; what the sources leave open, and a choice without a"
            " range, give none.",
            "Use an assumption with a range, or a fact with a value.",
        ),
        "PL415": _warning(
            "Number that may be read in two ways",
            "1.500 is one and a half in one language and fifteen hundred in another; neither is"
            " taken for what the source says.",
            "Enter the `language` of the source, or quote words that tell which it is.",
        ),
        "PL416": _warning(
            "An assumption at odds with the numbers that it follows from",
            "One quantity that is said twice has two values, and which one an answer rests on"
            " depends on which one it reads.",
            "Correct `best`, the range, or the numbers in the formula of `equals`.",
        ),
        "PL417": _error(
            "Correlation that cannot be drawn",
            "Two numbers go together by a rank correlation between −1 and 1, each over a range of"
            " its own; at the ends they would be one number.",
            "Write a plain number above −1 and below 1, once for each pair of numbers with ranges.",
        ),
        "PL418": _error(
            "Correlations that do not go together",
            "Where two numbers each go with a third, they go with one another to some degree; what"
            " is said of these leaves none.",
            "Write coefficients nearer to 0, or one for each pair.",
        ),
        "PL501": _error(
            "Unknown reference",
            "It names an entry that does not exist.",
            "Use the nearest known name, or add the entry.",
        ),
        "PL502": _error(
            "Id stands twice",
            "An address has to lead to one entry.",
            "Give one of the two another id.",
        ),
        "PL503": _error(
            "Circular sourcing",
            "Sources that repeat one another in a circle support nothing.",
            "Find who said it first, and let the others derive from it.",
        ),
        "PL504": _warning(
            "Two sources, one origin", "A repetition is no confirmation.", "Cite the origin alone."
        ),
        "PL505": _error(
            "Fact without a source",
            "A statement about the world has a source, or it is an assumption.",
            "Add `cites`, or move it to `assumptions`.",
        ),
        "PL506": _warning(
            "One name for two actors",
            "A printed name has to lead to one actor.",
            "Keep the spelling with one of them.",
        ),
        "PL507": _error(
            "Circular order",
            "Something cannot come after itself, or be part of itself.",
            "Remove one link.",
        ),
        "PL508": _error(
            "Conflict with one side",
            "A conflict is shown with every side or not at all.",
            "Add the other side.",
        ),
        "PL509": _warning(
            "Nothing is cited for it",
            "What is said to have happened, to be demanded or to be law rests on somebody's word;"
            " without it nobody can look it up.",
            "Add `cites` or `facts`; what nobody has said is an assumption.",
        ),
        "PL510": _error(
            "Name that is taken",
            "The format gives the name another meaning in the same place.",
            "Choose another name.",
        ),
        "PL601": _warning(
            "Ladder without an off-ramp",
            "If compliance changes nothing, there is no reason to comply.",
            "Add what follows on compliance, or a completion.",
        ),
        "PL602": _warning(
            "Step without a trigger",
            "Nobody can tell when the step is due, so it neither deters nor can be evaluated.",
            "Add the trigger, or a completion.",
        ),
        "PL603": _warning(
            "No response to a detected crossing",
            "The red line itself has no consequence.",
            "Add what follows when a crossing is seen, or a completion.",
        ),
        "PL604": _warning(
            "No deadlines",
            "A demand without a date can be outwaited.",
            "Add a deadline to a step, or a completion.",
        ),
        "PL605": _warning(
            "Demand in several scopes",
            "One act may meet one wording and break another; parts of what is demanded are not"
            " compared, demands that one conflict names are.",
            "Choose one scope, or a completion that does.",
        ),
        "PL606": _warning(
            "Proportionality of the top rung not addressed",
            "The strongest measure is the one that will be asked about.",
            "Add the comparison, or a completion.",
        ),
        "PL607": _warning(
            "Ladder not evaluable",
            "Its triggers name an act but no level of it; nobody can say which rung is called for.",
            "Add thresholds, or a completion.",
        ),
        "PL608": _warning(
            "Trigger in several wordings",
            "The wordings can call for different rungs on the same day.",
            "Choose one, or a completion that does.",
        ),
        "PL609": _warning(
            "No demand attached",
            "The other side is not told what would stop it.",
            "Add a demand, or a completion.",
        ),
        "PL610": _warning(
            "Too few completions",
            "With one completion, its owner's choices look like the author's.",
            "Add a second one; what survives both is worth more.",
        ),
        "PL611": _warning(
            "Completion leaves gaps open",
            "A completed ladder has no gaps left.",
            "Add a fill for each.",
        ),
        "PL612": _warning(
            "Fill without a gap",
            "The completion closes something that is not open, or closes it a second time.",
            "Remove the fill, or name by `step` the rung to which its step leads.",
        ),
        "PL613": _error(
            "Step that leads nowhere upward",
            "A ladder is climbed rung by rung, each once; a step to itself, downward or given twice"
            " cannot be.",
            "Correct the rungs, or remove the step; the way down belongs in `off_ramp`.",
        ),
        "PL614": _warning(
            "Completion owned by the ladder's author",
            "A completion is what somebody else adds; what the author adds is the author's ladder.",
            "Name who completes it, or enter the words in the ladder with their citation.",
        ),
        "PL615": _error(
            "Red line that cannot be crossed, or cannot be kept",
            "A line is drawn across levels that the challenger can reach and can leave out; where"
            " nature moves, nobody is deterred.",
            "Name levels of a track with moves, and leave at least one level out.",
        ),
        "PL616": _error(
            "Monitor that does not fit",
            "A monitor adds reports up; without reports, or with labels that differ, no rung is"
            " ever called.",
            "Give the track `reports`, name the track that is read, or call the rung by what"
            " everybody sees.",
        ),
        "PL617": _error(
            "Thresholds or deadlines out of order",
            "A higher rung is called at least as late as a lower one, and called off below the"
            " state that calls it; otherwise it would be climbed past, or never end.",
            "Correct the state, or the order of the rungs.",
        ),
        "PL618": _error(
            "Move that contradicts itself",
            "A move leads from one level to another, by a chance or after a lead; a track is moved"
            " by the challenger or by nature; what a move requires comes about at some time.",
            "Keep one of the two, or require what may come about.",
        ),
        "PL619": _error(
            "Call that rests on what is not seen",
            "`overt`, `available` and `demand` answer levels that everybody sees; of a track with"
            " reports nobody sees the level.",
            "Use `enter` and a monitor, or remove the reports of the track.",
        ),
        "PL620": _error(
            "Play that contradicts its ladder",
            "What is played follows from a ladder and its completion; where the two drift apart,"
            " another ladder is solved than the one that is printed.",
            "Say what calls the rung or leave it out of `rungs`, and let `plays` stand at the"
            " completion of a published ladder, and at any other ladder itself.",
        ),
        "PL621": _warning(
            "Number of the game that nothing uses",
            "It looks as if it counted, and whatever it is changes no answer.",
            "Remove it, or add what uses it.",
        ),
        "PL622": _error(
            "Items that a completion adds to no measure of its ladder",
            "Whose the item is cannot be told, for nothing that is played sends it.",
            "Name a measure on a rung of the ladder, and goods that it would send.",
        ),
        "PL623": _note(
            "Assumption that enters no result",
            "It reads as if answers rested on it, and whatever it is changes none.",
            "Name it in the number, rule or claim that it decides, or keep it as a remark.",
        ),
        "PL624": _error(
            "Consent asked for before the game that cannot be",
            "An authority is for a rung above the lowest, one answer has one chance, one cost and"
            " one term, and only who is bound by a ladder can have consent for it.",
            "Remove `authority`, or give the rungs that share an answer the same numbers.",
        ),
        "PL625": _warning(
            "Rung that cannot be reached within the horizon",
            "It is printed as part of the threat, and threatens nobody in the time that is looked"
            " at: its leads alone take longer, before any vote, delivery or report.",
            "Shorten the leads, climb to it in one step, or lengthen `horizon`.",
        ),
        "PL626": _warning(
            "Promise that nothing shows",
            "A reader is told that an answer shows something and cannot go there; a promise that"
            " points to nothing is kept by nobody.",
            "Name in `shown_by` the entry or the question that shows it, or say what the case does"
            " instead.",
        ),
        "PL630": _error(
            "Offer that nobody can take up",
            "What is paid while a commitment stands is paid to nobody where nobody can give it, and"
            " rewards the crossing where the commitment is across the line.",
            "Name a level outside the red line that the challenger can reach.",
        ),
        "PL631": _error(
            "Verification of what nobody reports",
            "An offer to be seen better changes the chances of reports; where no crossing is"
            " reported there are none to change.",
            "Remove `verification`, or say what is reported of a track of the red line.",
        ),
        "PL640": _error(
            "Track that two challengers control",
            "Who moves on a track decides it alone; two who did could move it apart in one period.",
            "Leave the track to one of them.",
        ),
        "PL641": _error(
            "Track that nobody controls, or that cannot be controlled",
            "Where several challengers are listed, a move is made by one of them; what nature moves"
            " or nothing moves is decided by nobody.",
            "Name the track under `controls` of the one who moves on it, and no others.",
        ),
        "PL642": _error(
            "Types in two places",
            "Each of several challengers has types of its own; a second list would belong to"
            " nobody.",
            "List types under `challengers` alone, or leave `challengers` out.",
        ),
        "PL643": _error(
            "Answer to nobody",
            "A rung that answers somebody waits for a report that names them, and a loss falls on a"
            " challenger that the file lists; otherwise the rung is never called, or costs nobody"
            " anything.",
            "Name the challenger in a report, list the challengers, or use `loss` and `enter`.",
        ),
        "PL644": _error(
            "Reports that cannot name suspects",
            "What is held of reports that name suspects is who was named: every label but the"
            " quietest names one, all reports that are read do, and the monitor is `last_report` or"
            " `latch`.",
            "Give every label but the first a name, and choose one of the two monitors.",
        ),
        "PL645": _warning(
            "Deciders apart for whom nobody answers",
            "That several decide apart, and what each gains by it, is a judgement; like every"
            " assumption it has somebody who answers for it.",
            "Add `owner` to each of them, or `prepared_by` to the head of the case.",
        ),
        "PL650": _error(
            "Shocks that no payoff can feel",
            "Where payoffs are ten thousand times the spread of the shocks and more, no shock ever"
            " turns a choice, and the roots are those of rounding.",
            "Write a larger `sd`, or payoffs of the size at which the sides may choose either way.",
        ),
        "PL651": _error(
            "Payoffs missing or given twice",
            "Both players weigh every pair of acts in every state; a pair without payoffs, or with"
            " two, makes no game.",
            "Write one row for each state and pair of acts.",
        ),
        "PL652": _error(
            "Next state that nothing says",
            "The greater of both acts leads to the state in its place, where there are as many"
            " states as acts; otherwise nobody can tell where a pair leads.",
            "Write `next` in the row, or as many states as acts.",
        ),
        "PL653": _error(
            "List of another length than it must have",
            "Two players, two acts and two payoffs stand beside each other by their places; one"
            " more or fewer belongs to nobody.",
            "Write as many as are expected, in the order of the players.",
        ),
        "PL654": _error(
            "Not one form",
            "A textbook model is one table, one decision under a belief or one reputation; with two"
            " of them, or none, nobody can tell what is asked.",
            "Keep one of `table`, `watching` and `reputation`.",
        ),
        "PL655": _error(
            "Published model too large",
            "Every plan of a table and every history of a decision is looked at; beyond some number"
            " of them nobody waits for the answer.",
            "Ask for fewer periods, or leave out acts or labels.",
        ),
        "PL656": _error(
            "Spread of a type that cannot be",
            "The factors stand at rising chances, so a lower one after a higher one is the quantile"
            " of nothing; and several challengers answer one another type by type, which is solved"
            " for types that are written out.",
            "Write the factors from the lowest to the highest; write the types of several"
            " challengers out.",
        ),
        "PL657": _error(
            "Lottery over policies for more than one period",
            "In later periods the challenger infers from what is called which policy was drawn, and"
            " the best lottery is no linear program any more.",
            "Ask for it with `horizon: 1`, or commit to one policy.",
        ),
        "PL660": _error(
            "Unplayed track",
            "A hypothesis of the watch names a track that the game of the case does not play.",
            "Name a track of games, or leave track out.",
        ),
        "PL661": _error(
            "Grades out of order",
            "A channel's grades do not stand in the order of their days: which one is in force on"
            " a day would be unclear.",
            "Put the earlier grade first.",
        ),
        "PL701": _error(
            "No valid date",
            "It is no day of the calendar, or its ends are exchanged; the as-of date has to be one"
            " full day.",
            "Write 2024-10-21, 2024-10, 2024-10-21/2024-10-31, ../2024-11-04 or unknown.",
        ),
        "PL702": _error(
            "Dates out of order",
            "The dates contradict the order that is stated.",
            "Correct a date or the stated order.",
        ),
        "PL703": _error(
            "Sum does not add up",
            "The parts and the whole contradict each other.",
            "Correct the number that is wrong.",
        ),
        "PL704": _error(
            "Percentages do not add up",
            "The answers of one question are parts of one hundred, within half a step of the last"
            " digit of each share.",
            "Correct a share, set `is_complete: false` where answers are missing, or"
            " `several_answers: true` where a person could give several.",
        ),
        "PL705": _note(
            "Later than the as-of date",
            "It was not known on the day whose knowledge counts; it enters no result.",
            "Nothing: it is listed apart.",
        ),
        "PL801": _note(
            "Poll without question form or pollster",
            "Answers to unknown questions cannot be compared with others.",
            "Find the questionnaire; until then the poll stands alone.",
        ),
        "PL802": _error(
            "Majority or quorum that cannot be read",
            "Votes are counted against it; words alone give no number of votes.",
            "Write `more than 1/2` or `at least 2/3`, in `passes` of members also `at least 9"
            " votes`, a quorum with ` of all members`; a `weight` such as `at least 65/100`, with"
            " the weight of every member; or leave the base unknown where nobody votes.",
        ),
        "PL803": _error(
            "Whip count that does not fit the body",
            "A count is one of all seats: a party that is missing would be counted as absent, one"
            " too many has no seats to vote with.",
            "List every party that has seats on the last day of the count, each once, for"
            " procedures of one body that votes.",
        ),
        "PL804": _error(
            "How a party votes is given twice, or not at all",
            "A party votes by one share, or by what it objects to; of two the reader cannot tell"
            " which counts.",
            "Give `yes`, or `risk` with `framing` and `bypass` beside it.",
        ),
        "PL805": _error(
            "Number that is not given",
            "A vote is counted, and goods are planned, with numbers; what the sources leave open,"
            " and a choice without a range, give none.",
            "Use an assumption with a range, or a fact with a value.",
        ),
        "PL806": _error(
            "Stock counted in two units",
            "What is there and what meets a need are compared, so both are counted in the same"
            " unit.",
            "Give the stock the unit of its number.",
        ),
        "PL807": _note(
            "Poll with an unknown share",
            "What an answer was given by nobody knows: the poll cannot be added up, and a side that"
            " rests on it has no figure.",
            "Find the share; until then `unknown` says that it is missing.",
        ),
        "PL808": _error(
            "Direct judgement of a chance that nothing gives",
            "A direct judgement stands beside what the count of votes gives for the same thing; of"
            " what nobody counts there is nothing beside it.",
            "Name a vote with a whip count, or a change of law whose route is voted on; for"
            " `overridden`, one whose veto can be overridden.",
        ),
        "PL809": _error(
            "Decision that hangs on nothing that is counted",
            "A decision by several bodies, or by silence, has a chance where each of those it hangs"
            " on has one, and where it is not counted a second time by itself.",
            "Name under `all` two or more decisions that are counted, each of them once;"
            " under `silence` a time, and a vote that stops it or a whip count of the members.",
        ),
        "PL810": _error(
            "Decision that the game waits for and nothing counts",
            "Whether a measure is taken hangs on it under some reading of the law; without its"
            " chance no ladder can be solved.",
            "Enter a whip count for it, or its `chance` where nobody votes; or correct the rule"
            " that asks for it.",
        ),
        "PL811": _warning(
            "Choice between counts that is left to their order",
            "Of several counts of one vote, or several votes of one count, the first one stands for"
            " all: who orders the file otherwise has another answer.",
            "Name the procedure's own count in `count`, and a count's main procedure in `main`.",
        ),
        "PL901": _error(
            "Refused field",
            "Phaseline holds no targets, messages, interrogation guidance, evasion or profiles of"
            " persons.",
            "Remove the field.",
        ),
        "PL902": _error(
            "Refused content",
            "The text holds what the case format refuses. Found are only its forms: in every text,"
            " positions (in degrees, decimal or not, and in grid references); in counters and"
            " stocks, ranges, effects and quantities per target; in recommendations, a message or"
            " an audience spelled out. What is written round in words is not found: a person has to"
            " read the case.",
            "Remove it.",
        ),
    }
)
