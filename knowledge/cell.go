package knowledge

// Cell is a cell of a table in the text of its row, with what the table tells of
// it: its heads, captions and units, which may stand far from it.
type Cell struct {
	Span    Span     // of the cell's words in the paragraph's text, with the unit written behind a number
	Row     string   // the label of its row, as written; empty for none
	Column  string   // the heads of its column, as written
	Thing   string   // whose it is, as written; empty where the table does not tell: then what the table is about
	Metric  string   // what it measures, as written; empty where no head tells
	Unit    string   // of a number, as written: 亿元; empty where none is told
	Times   []string // times that heads and captions tell, as written, the nearest first
	Change  bool     // it tells how the metric changed, not its level
	Planned bool     // its column is of what is planned: 年度计划, 预算数
	Stock   bool     // it is told as it stands on a day, the last one of its time: 总投资, 人口
	Number  bool     // it is a quantity as a whole, and no text
}

// Row tells that a paragraph is the row of a table.
type Row struct {
	Table int      // the number of the table in the article, from 1
	Heads []string // of the columns, as printed; nil for none. The rows of a table share it
	Cells []string // as printed, in the order of Heads
	About string   // the caption of the table; empty for none
}
