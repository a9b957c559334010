package read

import "beilun/knowledge"

// rowSentence makes a paragraph of a table's row, in which every cell keeps the
// heading of its column, so that a figure is read with what it measures:
// 项目：学校；投资：5亿元. Cells without text are left out.
func rowSentence(heads []string, cells []traced) traced {
	var b builder
	for i, c := range cells {
		if c.text == "" {
			continue
		}
		if b.text.Len() > 0 {
			b.insert("；")
		}
		if i < len(heads) && heads[i] != "" {
			b.insert(heads[i] + "：")
		}
		b.copy(c, knowledge.Span{End: len(c.text)})
	}
	return b.finish()
}
