// Package eval asks sets of questions of known answer through the same path as
// the ask command and writes what came back, in the line formats of the
// scorers that judge it. It writes what the scanner of figures finds in sets of
// sentences, too. Of questions it judges nothing itself; the ledger it judges by
// the facts that a reader marked (package facts).
//
// testdata/press holds six invented districts: releases, questions and facts.
// Rules were made on them, so what they say of the program flatters it. What
// counts are fresh rounds: districts written by somebody who knows neither the
// program nor the districts before, committed before the program is asked, and
// asked once. They are kept in testdata/rounds and logged here, newest first;
// afterwards they are development data like the six.
//
// # Rounds
//
// Of facts: the share found, with the right subject, metric and period, right in
// all, and the precision of the ledger. Of questions: right, quoted and
// confidently wrong. The errors of a round are read only after its line is here.
//
//	2026-11-29  hekou, facts only, 390: found .964, subject .344, metric .849,
//	            period .885, all .303, precision .335 (commit 5ecaa51; the commit
//	            before this work, 3a93daa, has .859, .246, .751, .503, .067, .265)
package eval
