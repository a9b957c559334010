package docx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strings"

	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/release"
)

// archive is a Word file as an archive of parts.
type archive struct{ *parts.Archive }

// main returns the name of the part that has the text, or the reason why there is
// none.
func (a archive) main() (string, error) {
	target := ""
	err := a.Walk("_rels/.rels", func(t xml.Token, _ int) {
		e, ok := t.(xml.StartElement)
		if ok && e.Name.Local == "Relationship" && strings.HasSuffix(parts.Attr(e, "Type"), "/officeDocument") && target == "" {
			target = parts.Name("", parts.Attr(e, "Target"))
		}
	})
	switch {
	case err != nil && !errors.Is(err, parts.ErrNoPart):
		return "", err
	case target == "":
		target = "word/document.xml"
	}
	there := a.Has(target)
	switch {
	case !there && a.Has("xl/workbook.xml", "ppt/presentation.xml", "mimetype", "content.xml"):
		return "", fmt.Errorf("%w: it is no Word file", release.ErrFormat)
	case !there && len(a.Names()) > 0 && !a.Has("[content_types].xml"):
		return "", fmt.Errorf("%w: an archive", release.ErrFormat)
	case !there:
		return "", fmt.Errorf("%w: it has no text part", release.ErrDamaged)
	case strings.HasPrefix(target, "xl/") || strings.HasPrefix(target, "ppt/"):
		return "", fmt.Errorf("%w: it is no Word file", release.ErrFormat)
	}
	return target, nil
}

// isOn returns the value of a switch such as <w:vanish/> or <w:b w:val="0"/>.
func isOn(e xml.StartElement) bool {
	switch parts.Attr(e, "val") {
	case "0", "false", "off":
		return false
	}
	return true
}
