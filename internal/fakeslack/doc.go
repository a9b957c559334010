// Package fakeslack is a Slack on the loopback interface: Socket Mode and the part of
// the Web API that the bot uses, in raw JSON over HTTP and WebSocket. It shares no code
// with the client library that the bot uses, so that it cannot share its mistakes. It is
// itself tested with clients that we did not write: Slack's own for Node.
//
// [Start] starts one. The fields of a [Server] are its parts: what people do
// (People.Mention, People.ClickMessage, …), what the bot has done (Channels.Posts,
// Screens.Views, Assistant.Statuses, …), and what happens to its connections
// (Sockets.Disconnect, Sockets.Gap, Deliveries.DelayAcks, …). [Server.Fail] makes calls
// fail, and [Server.Stats] returns counts. Deadlines, retries and limits follow
// [Options].Clock, which a test moves, or the real time at [Options].Speed.
//
// # Its parts
//
// The package itself is the server: HTTP, tokens, scopes, rates and failures.
// The rest is below it, from the bottom up:
//
//	sim         one lock, one time, unique names, waiting
//	webapi      parameters, results and errors of the Web API
//	blocks      the checks of Block Kit; pure
//	socketmode  connections, envelopes and acknowledgements; the timeline
//	people      the workspace: messages, views, files, and what people do
//
// 2026-11-30: a [Server] has its parts as fields, because a test then shows which part
// of Slack it is about, and the type has 14 methods; instead of embedding them, which
// promoted 130 methods.
//
// # Which rules it enforces
//
// Each of Slack's rules is listed with the tests that check the server for it. Tests
// marked N run Slack's Node clients.
//
//	token in the header only, by kind of token      TestErrors, TestTokens, TestWebAPI N
//	a ticket is good for one connection             TestSocket
//	any Origin, or none                             join in peer_test.go, TestSocketMode N
//	hello first; too_many_websockets over the cap   TestHello
//	PING within 10 s; PONG                          TestPings, TestSocketMode N
//	one envelope to one socket, any of them         TestSpread
//	3 s to acknowledge; retries at once, +1, +5 min TestRetrySchedule, TestSpeed
//	a retry: same event_id and ts, new envelope_id  TestRetrySchedule, TestSocketMode N
//	clicks and commands come once or never          TestInteractiveIsLost
//	acknowledgements of 20,480 bytes are dropped    TestAcks, TestSocket
//	with payload, without, of unknown envelopes     TestAcks, TestBolt N
//	on another socket: counted, or of no effect     TestAcksElsewhere
//	late or lost acknowledgements                   TestDelayAcks, TestLoseAcks
//	message and app_mention for one mention         TestPair
//	warning, 10 s, refresh_requested, close         TestWarning, TestSocketMode N
//	link_disabled, then no new connections          TestLinkDisabled
//	half-open sockets, counted for a while          TestHalfOpen, TestSocketMode N
//	TCP stays open after the close handshake        TestLinger
//	resets, refused handshakes                      TestGap, TestHandshake, TestSocketMode N
//	events wait for a socket                        TestReplay, TestSocketMode N
//	unknown envelope types, malformed JSON          TestUnknownAndRaw, TestSocketMode N
//	no moment without a socket can be proved        TestWarning, TestGap
//	429 with Retry-After by tier and channel        TestTiers, TestWebAPI N
//	calls fail, or succeed and the answer is lost   TestFail
//	a trigger_id: 3 s and once                      TestTrigger, TestBolt N
//	views: hash_conflict, three deep, limits        TestViews, TestHome, TestRefusedBlocks
//	submissions: errors, update, push, clear        TestSubmit, TestBolt N
//	a response_url: 5 uses, 30 min, its modes       TestResponseURL, TestResponseURLRules
//	invalid_blocks names the place                  TestRefusedBlocks, TestMessage, TestWebAPI N
//	every limit of the shared fixtures, at its edge TestLimits, TestSharedInvalid, TestSharedValid
//	50 blocks, 13,200 characters, one table         TestMessage
//	chat.update takes 4,000 bytes of text           TestUpdateAndDelete, TestWebAPI N
//	threads, history, metadata, pages               TestThread, TestWebAPI N
//	people, statuses, prompts, reactions            TestPeopleAndPlaces, TestWebAPI N
//	files: files.info, private addresses, sign-in   TestFiles
//	veiled, external, deleted files                 TestFileKinds
//	files cut short, too long, stalled, elsewhere   TestFileFaults
//	channels shared with another organisation       TestSharedChannel
//	edits, deletions, joining, Stop, shortcuts      TestPerson
//	the bot's own messages come back to it          TestEcho
//	Close ends everything that Start began          TestNoLeaks
//
// # What is not documented
//
// Slack does not document the error of apps.connections.open for an app whose Socket
// Mode is switched off (here link_disabled), the retry_reason of an event that found no
// socket (connection_failed), whether an acknowledgement on another socket counts (it
// does, unless Options.StrictAcks), and how long a half-open socket is counted
// (Options.GhostLife). A client should not depend on any of these.
package fakeslack
