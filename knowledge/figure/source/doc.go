// Package source prepares a text for the readers of package figure and gives
// them the look-ups they share.
//
// A [Source] is a text that is folded (zhtext.Fold) and rid of the white space
// that page layout puts into Chinese text, with the way back to byte positions
// of the original. Spaces between groups of three digits are removed if the line
// shows that the groups are one number. Characters that cannot be read, and
// spaces and marks between digits that can be read in two ways, become [Unread].
//
// [Text] is such a text with look-ups around a byte position.
package source
