// Package talk answers questions in conversations: Desk.Ask finds the answer and
// posts it, in the thread or direct message where it was asked; Desk.Click does what
// the buttons of an answer are for; Desk.Edited offers to answer a question anew that
// was changed.
//
// A reply is kept under a random key for its buttons. What the next question in the
// same conversation may lean on is kept by the thread and by the person in it
// (conversations), also below an answer that was shared or is in a direct message.
package talk
