// Package deal gives the values behind 分别, 均为 and similar words to the members of the
// list in front of them: value i to member i, which may be a thing, a part of what is
// measured, a metric or a time, and change i to level i. If the numbers differ, the values
// are nobody's.
package deal
