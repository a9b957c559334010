// Package talk answers questions in conversations: Desk.Ask finds the answer and
// posts it, in the thread or direct message where it was asked; Desk.Click does what
// the buttons of an answer are for; Desk.Edited offers to answer a question anew that
// was changed.
//
// A reply is kept under a random key for its buttons. What the next question in the
// same conversation may lean on is kept by the thread and by the person in it
// (conversations), also below an answer that was shared or is in a direct message.
//
// What is asked about a reply (来源, 你确定吗, 和去年比) is answered from the reply itself: recent
// remembers the last one of each conversation, and said.AboutAnswer reads what is asked.
//
// # Fresh rounds
//
// Conversations over the built-in releases that somebody wrote who had seen neither code
// nor earlier ones, with what is wanted before they were held, each held once:
//
//	2026-11-30  15 conversations of 85 turns (testdata/talks/fresh.jsonl): 61 turns right,
//	            one conversation whole
//	2026-11-30  15 of 86 turns (fresh2.jsonl), after the kinds of fault in the first were
//	            mended: 76 turns right, 9 conversations whole
//
// Afterwards they are tests like the others in package bot. What still goes wrong in them
// is marked as known, with the reason.
package talk
