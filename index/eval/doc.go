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
// None yet.
package eval
