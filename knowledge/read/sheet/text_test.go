package sheet

import (
	"testing"

	"beilun/knowledge/read/release"
)

// TestThousands reads texts in which the comma between fields is also in the numbers.
// No cell of such a row is sure, so that none of its numbers is read below a head.
func TestThousands(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, want string }{
		{"镇,产值（万元）,增速（%）\n云溪镇,1,234,5.6\n东岭镇,2,345,6.7\n石渠镇,3,456,7.8\n", "云溪镇,1,234,5.6||\n镇；产值（万元）；增速（%）\n东岭镇,2,345,6.7\n石渠镇,3,456,7.8\n"},
		{"镇,产值（万元）,增速（%）\n云溪镇,1,234,5.6\n东岭镇,345,6.7\n石渠镇,456,7.8\n", "||\n云溪镇,1,234,5.6\n镇：东岭镇；产值：345万元；增速：6.7%\n镇：石渠镇；产值：456万元；增速：7.8%\n"},
		{"填报单位：统计局,单位：万元\n镇,产值,税收,增速（%）\n云溪镇,1,234,5.6\n东岭镇,2,345,6.7\n", "|统计局|\n单位：万元\n镇：云溪镇；产值：1万元；税收：234万元；增速：5.6%\n镇：东岭镇；产值：2万元；税收：345万元；增速：6.7%\n"},
		{"镇,产值（万元）\n云溪镇,12,一期\n东岭镇,23,二期\n", "||\n镇：云溪镇；产值：12万元；一期\n镇：东岭镇；产值：23万元；二期\n"},
	} {
		a, err := ReadText(release.File{ID: "a.csv", Data: []byte(tt.text)})
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		if got := outline(a); got != tt.want {
			t.Errorf("%s:\n%s, want\n%s", tt.text, got, tt.want)
		}
	}
}
