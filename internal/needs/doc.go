// Package needs is what tests need beyond the Go toolchain: programs, files beside the
// module, rights, time. Each need is a function that skips the test where it is missing,
// with a sentence that says what is missing and what brings it. No test calls t.Skip
// itself, but for inputs that a fuzz test has no use for; TestBare checks it.
//
// "go test" is silent about skipped tests. TestSkipped lists those that are skipped on
// this machine:
//
//	go test -v -run TestSkipped ./internal/needs
//
// It finds them in the test files of the module and asks for each need anew, so that it
// knows them without a run of the tests. With -short it counts what -short leaves out.
//
// Where BEILUN_SKIPS is set, as in continuous integration, it names the needs that may be
// missing, separated by commas, or is "none". A test with another need that is missing
// fails instead of being skipped, and so does TestSkipped.
//
// # Decisions
//
// 2026-11-30: the list is printed with -v only. "go test ./..." shows nothing of a package
// that passes, whatever it writes; instead of a test that fails to be seen, or that writes
// to the terminal behind go's back. .ci/run prints the list behind the tests.
package needs
