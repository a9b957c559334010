package courtesy

// Particles returns the characters behind a phrase that say nothing.
func Particles() string { return loadPhrases().particles }
