// Package mail reads mails that were saved as files. It takes the bytes of an .eml
// file and returns the article in its text ([Read]) and the files attached to it
// ([Members]).
//
// Package enmime takes the mail apart (parts.go); headers (header.go) and texts are
// decoded here, because mails in Chinese name GB2312 for GB18030 and cut encoded
// words in the middle of a character. The text is cut into what each person wrote
// (thread.go), of which one is the release (mail.go).
//
// The rules come from RFC 5322 for the mail, 2045 to 2047 and 2231 for parts and
// names, 3462 for reports on delivery, 3676 for text that flows, and 8551 for
// encryption.
//
// 2026-11-30: of a mail that was forwarded the forwarded text is the release, with
// its own subject, date and sender, and the words of who forwarded it are left out.
// Of an answer the own text is the release and what it quotes is left out, unless
// the own text only says thanks. A forwarded text without a date that can be read
// has none, instead of the day on which it was forwarded.
//
// 2026-11-30: the package imports package html, although no other format imports
// one, because the text of most mails is a page.
package mail
