package knowledge

// Cell is a cell of a table in the text of its row, with what the table says about it
// in heads, captions and units, which may be far from the cell.
type Cell struct {
	Span    Span     // of the cell's words in the paragraph's text, with the unit written behind a number
	Row     string   // the label of its row, as written; empty for none
	Column  string   // the heads of its column, as written
	Thing   string   // the thing it is of, as written; empty if the table does not say, which means what the table is about
	Metric  string   // what it measures, as written; empty if no head says so
	Unit    string   // of a number, as written: 亿元; empty if there is none
	Times   []string // times in heads and captions, as written, the nearest first
	Change  bool     // it is a change of the metric, not its level
	Planned bool     // its column is planned: 年度计划, 预算数
	Stock   bool     // it holds for a day, the last one of its time: 总投资, 人口
	Number  bool     // the whole cell is a quantity
}

// Row is the row of a table that a paragraph was made of.
type Row struct {
	Table int      // the number of the table in the article, from 1
	Heads []string // of the columns, as printed; nil for none. The rows of a table share it
	Cells []string // as printed, in the order of Heads
	About string   // the caption of the table; empty for none
}
