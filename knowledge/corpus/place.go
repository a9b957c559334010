package corpus

// Folder returns the first folder of the corpus, which new files go to, and
// what the IDs of its files begin with. ok is false when there is none.
func (c *Corpus) Folder() (path, prefix string, ok bool) {
	for _, r := range c.roots {
		if r.folder != nil && r.only == "" {
			return r.path, r.prefix, true
		}
	}
	return "", "", false
}

// Place returns the folder that the file id is of and its slash-separated name
// there. ok is false for a file that was named itself, and where there is no
// folder.
func (c *Corpus) Place(id string) (folder, name string, ok bool) {
	i, name, ok := c.find(id)
	if !ok || c.roots[i].folder == nil || c.roots[i].only != "" {
		return "", "", false
	}
	return c.roots[i].path, name, true
}

// Follows reports whether there is anything that may change.
func (c *Corpus) Follows() bool {
	for _, r := range c.roots {
		if r.folder != nil {
			return true
		}
	}
	return false
}
