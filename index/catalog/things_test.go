package catalog

import (
	"testing"

	"beilun/index/passage"
)

func TestFullBefore(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"由岭南医科大学附属第二医院青峦院区":  "岭南医科大学附属第二医院青峦院区",
		"开工。石湾作业区二期工程":       "石湾作业区二期工程",
		"旧址热闹起来--柳桥片区城市更新项目": "柳桥片区城市更新项目",
		"《青峦区航运业发展实施细则》":     "青峦区航运业发展实施细则",
		"的园": "",
	} {
		if got := fullBefore(text); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestShortForms(t *testing.T) {
	t.Parallel()
	var n thingNotes
	n.note(&passage.Passage{Text: "青峦量子科技产业园（以下简称“量子园”）和石湾作业区二期工程（以下简称二期）开工，“云汐之星”号到港，GDP称雄。"})
	got := map[string]string{}
	for _, r := range n.list() {
		got[r.Name] = r.Full
	}
	if len(got) != 2 || got["量子园"] != "青峦量子科技产业园" || got["云汐之星"] != "" {
		t.Errorf("%v", got)
	}
}
