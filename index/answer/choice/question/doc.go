// Package question reads what passages are compared with: of a frame, the units
// that an answer should have, the names, the characters, the events and times.
//
// [New] makes a [Question] of a frame. [Question.Place] finds what of it a text
// has. A Question is for one reading: it is weighed by the passages (see
// [Question.Weigh]), remembers texts, and is not safe for concurrent use.
package question
