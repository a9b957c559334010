// Command beilun answers questions about a city district from its press releases, in
// the terminal and in Slack. Each answer is text of a release and is shown with that
// release. If the releases do not have the answer, beilun replies that it does not
// know.
//
// # Tour, bottom up
//
// A package may import those in the groups above its own here, and some of its own
// group; internal/house/testdata/arrows.txt has the exact rules.
//
// internal has what knows nothing of releases:
//
//	zhtext       folds traditional and full-width characters, and finds sentences
//	zhnum        Chinese numerals as exact values
//	zhtime       Chinese times; zhtime/lunar is the lunar calendar
//	courtesy     greetings and thanks
//	logs         the log: its forms, no tokens in it, and why something is not acted on
//	pdftext      the characters of a PDF, extracted by this program as a second process
//	wordlist     data files of words: their parser, and lists that find words fast
//	state        what must survive a restart, in one file; state/pages reads one that is
//	             damaged
//	archive      folders and files in one file, and back
//	dotenv       the settings in .env, as any editor writes it
//	install      the files with which systemd, containers and others run the program
//	zone         the time zone where the system has none
//
// knowledge is the model: an Article with sections, paragraphs, sentences and figures,
// each with its position in the file.
//
//	concept      names of metrics and kinds of things, by their meaning
//	figure       finds the figures in a text. Below it, bottom up: unit and word (the
//	             words as data), class, source (the text as prepared), number, then
//	             measure, when and worded (one sort of figure each), qualify
//	bind         finds what a figure measures: subject, metric, period, state. Below it,
//	             bottom up: names, times, clause, state, phrase, cast, unit,
//	             period, measure, model, subject, deal, cell
//	ledger       rows of figures: which are of the same thing, and which one is present
//	read         the bytes of a file as an Article, by format: read/plain, markdown,
//	             html, docx, doc, rtf, pdf; read/table (table/cell), word, ole, prose, imprint,
//	             unwrap and others are what the formats share
//	corpus       lists the files of a folder under limits, and follows its changes
//	district     finds the district that releases are about
//	errata       what people put right, as lines of a file
//	releases     the built-in releases
//
// index finds the passages that may answer a question, and keeps them in Bleve: words
// segmented by gse, character bigrams, exact BM25 and a second ranking. On disk it is
// kept by generation, so that a crash leaves either the old index or the new one.
//
//	words        segments and compares words; corrects misspelled ones
//	english      the dictionary for questions in English
//	passage      a passage and its release, as found
//	thing        things that are known by name
//	query        a question as a typed query
//	likeness     whether two releases are prints of one text
//	catalog      what is known of the releases as a whole
//	terms        the terms of a field as sets of passages
//	rank         BM25 and the second ranking
//	facts        the ledger of all figures, and what new releases change in it
//	store        generations on the disk; the only package that knows Bleve's store
//	changes      what the releases of a time changed, and where they contradict each other
//	anchor       addresses of releases and of their figures, which stay
//	library      syncs the index with its folder; stores and removes files
//	sites        follows the sites that releases appear on
//	gone         learns which addresses of releases are gone
//
// index/answer answers a question from these passages, or declines:
//
//	frame        understands the question
//	overlap      how much of a question a text has
//	choice       chooses among candidates. Below it, bottom up: cue (the words as data),
//	             layout, figures, question, page, candidate, propose, fit, feature, judge,
//	             contest
//	check        holds the figures of a draft against the releases
//	talk         a conversation
//	overview     lists, tables and news, of the releases as a whole
//	answer       composes the claim, and what other releases say about the same thing
//
// bot answers in Slack. It turns an event into a question, an answer into a reply, and
// a reply into a message in several forms, of which Slack gets the first that it
// accepts.
//
//	socket       the connection, in Socket Mode
//	webapi       calls of Slack: limits, retries, nothing twice
//	delivery     records events on the disk before they are acknowledged
//	message      draws messages; all wording is in message/words
//	said         what people write to the bot
//	surface      what the surfaces below share: memory, languages, posting
//	news         subscriptions, digests and notices
//	intake       files from people, and corrections
//	talk         questions and their answers
//
// internal/web is the web site. Its packages are surfaces, as bot is, and are below
// internal because nothing outside the module serves them; only cmd imports them.
//
//	page         what all pages share: the layout, the style, the language
//	ask          the page to ask
//	figures      the figures, their charts and files; chart draws, ledger has all of them
//	releases     the releases, each with its figures marked
//	changes      what has changed, and the feeds of it
//	check        a draft against the releases
//	api          JSON for programs
//	mcpserver    the tools and resources for assistants, over HTTP and for beilun mcp
//	health       how the program is doing
//	web          who may see the site, how often, and what browsers do with it
//
// cmd/beilun, this package, reads the command line, the environment and signals; no
// other package does. main.go has the table of commands, and each command a file of its
// name. What they share is in env.go (arguments, errors, logging), config.go, open.go
// (the index) and files.go. Below it:
//
//	terminal     prints answers, releases and figures, and has the messages of the
//	             commands in Chinese and English; words.json has the Chinese of what it
//	             prints, and bot/message/words that of answers
//	setup        the questions of beilun setup, and the .env file that it writes
//	help         the help of each command, a file each in Chinese and English
//
// # What only measures
//
// The packages above do not import these:
//
//	index/eval   asks question sets; below it, learning and testing of weights
//	index/bench  measures beilun beside a naive program on invented releases
//
// # Tests
//
// "go test ./..." needs nothing but Go. Tests that need more skip themselves and report
// what is missing.
//
//   - testdata/script has sessions that run the program as a person would. TestReadme
//     runs all that the README has, its commands as one story in an empty folder.
//   - internal/fakeslack is a Slack on the loopback interface, which the tests of bot run
//     against; its network is what may fail between the two, and cmd/fakeslack is the same
//     Slack to try the bot with by hand.
//   - The golden files below bot have all messages in Slack, made from the built-in
//     releases. "go test ./bot ./bot/news ./bot/intake -run Golden -update" rewrites
//     them; read the changes before you commit them.
//   - internal/house checks the structure of the module: imports, cycles of files, sizes,
//     and Chinese text in Go code.
//
// # Decisions
//
// 2026-11-30: messages for people have keys and are in terminal/messages in both
// languages, and an error for people is a terminal.Message; the errors of the packages
// below stay English and follow a Chinese step, because they are for the log and for who
// asks for help with them; instead of a catalogue of all errors.
//
// 2026-11-30: certificate authorities and China's time zone are in the program, because
// the container image has nothing but the program in it; instead of files copied from a
// build stage, which needs a registry. Of the zones only this one, because time/tzdata is
// 450 kB and the program is near its limit.
//
// 2026-11-30: backup takes the state first and the releases after it. What the state says
// was done, that a release was handed in, say, is in the folder by then. The other way
// round a release could be missing that a person was told is there. Before it copies its
// state, serve waits until the news of the last releases are noted in it.
//
// 2026-11-30: restore removes the index, so that it is built again: a first build makes no
// news, and an index of other releases would make news of old ones. It makes what waited
// in the state pending, so that the bot looks in Slack before it posts, because the
// process that was saved went on.
//
// 2026-11-30: while a restore moves things there is a note beside the state, with which
// nobody opens it; instead of the lock of the state, which moves aside with its file. What
// a killed restore leaves is half of each, and serve would make news of it.
//
// 2026-11-30: a backup has neither .env, because a token in a file that is copied around is
// no secret any more, nor the index.
//
// 2026-11-30: eval and bench stay commands of this program, because .ci/run and the
// scorers call them by these names, and bench starts this program as the process that it
// measures; instead of programs of their own.
//
// 2026-11-30: the Chinese that the commands print is in terminal/words.json, because
// someone who improves a word need not read Go; instead of literals in Go.
package main
