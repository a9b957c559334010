package answer

import (
	"os"
	"path/filepath"
	"testing"
)

// TestOfDistrict asks about the district by its own people's words for it.
func TestOfDistrict(t *testing.T) {
	t.Parallel()
	const head, text = "---\ntitle: 临湖区2024年统计公报\nsource: 临湖区统计局\ndate: 2025-03-11\n---\n", "共有各级各类学校27所，在校学生2.31万人。\n"
	for _, tt := range []struct{ release, question, want string }{
		{head + text, "全区学校几所", "27所"},
		{head + text, "我区学校几所", "27所"},
		{head + text, "区里学校几所", "27所"},
		{head + text, "全市学校几所", ""},   // the city has more of them
		{head + text, "南浦区学校几所", ""},  // another district
		{text, "全区学校几所", "27所"},       // there is only one that it can be
		{head + text, "全区医院床位几张", ""}, // it says nothing of that
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "release.md"), []byte(tt.release), 0o600); err != nil {
			t.Fatal(err)
		}
		ans, err := New(districtOf(t, dir), Options{Beliefs: bold()}).Answer(t.Context(), tt.question)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if ans.Claim != nil {
			got = ans.Claim.Text
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q (%s)", tt.question, got, tt.want, ans.Reason)
		}
	}
}
