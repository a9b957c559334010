package talk

// Pointed returns a folded question with a thing in the place of a word that points at
// what was asked about: 它, 该项目. ok is false if it has none.
func (g *Grammar) Pointed(question, thing string) (full string, ok bool) {
	return g.pointed(question, thing)
}
