// Package cell binds the figures of the rows of tables by the heads of their cells, in place
// of what clauses do. A period in a head is read within that of the caption, the heading and
// the title.
package cell
