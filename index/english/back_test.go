package english

import "testing"

func TestName(t *testing.T) {
	t.Parallel()
	for chinese, want := range map[string]string{
		"总投资": "total investment", "货物吞吐量": "cargo throughput", "建筑面积": "floor area", "开工": "construction start", "竣工": "completion",
		"新开工项目": "newly started project", "占地": "land area", "通车": "", "某某": "", "": "",
	} {
		if got := Name(chinese); got != want {
			t.Errorf("Name(%q) = %q, want %q", chinese, got, want)
		}
	}
}
