package catalog

import "beilun/knowledge/errata"

// Sheet is a file of corrections as it is kept.
type Sheet struct {
	ID     string `json:"id"`
	Digest string `json:"digest"`
	Text   string `json:"text"`
}

// ListOf reads what sheets say.
func ListOf(sheets []Sheet) *errata.List {
	if len(sheets) == 0 {
		return nil
	}
	var all []errata.Sheet
	for _, s := range sheets {
		all = append(all, errata.Sheet{ID: s.ID, Text: s.Text})
	}
	return errata.Parse(all...)
}
