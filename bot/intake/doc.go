// Package intake takes releases in, lets go of them and corrects what was read from
// them, as admins ask for.
//
// A release is handed over in two steps. The file that an admin sends is fetched,
// read and shown; of it only what it takes to know it again is kept (desk.go). When
// the admin confirms, it is fetched again, and added if it is still the same
// (click.go). Each step can be repeated after a crash and comes to the same end.
//
// Corrections are lines of a file beside the releases (correct.go).
package intake
