package imprint

import "testing"

func TestEmbargoOf(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"2026-12-05": "2026-12-05", "2026年12月5日": "2026-12-05", " 2026/12/5 ": "2026-12-05", "20261205": "2026-12-05", "2026年12月5号": "2026-12-05",
		"2026-12-05 00:00": "2026-12-05", "2026-12-05T00:00:00+08:00": "2026-12-05", "2026年12月5日0时": "2026-12-05",
		// Until an hour of the day, and after it.
		"2026-12-05 10:00": "2026-12-06", "2026年12月5日0时30分": "2026-12-06", "2026-12-31T18:00:00+08:00": "2027-01-01", "2026年12月5日后": "2026-12-06", "2026年12月5日上午十点": "2026-12-06",
		"": "", "2026-12": "", "2026": "", "12月5日": "", "年底前": "", "2026-13-05": "", "2026-02-30": "", "null": "", "待定": "",
	} {
		day, ok := EmbargoOf(value)
		if got := day.String(); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %t, want %q", value, got, ok, want)
		}
	}
}

func TestEmbargoHead(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]Head{
		"解禁日期：2026年12月5日":  {},
		"禁发至：2026-12-05":   {},
		"【禁发至：2026-12-05】": {},
		"来源：安枰区政府 发布时间：2026-12-01 禁发至：2026-12-05": {Source: "安枰区政府"},
	} {
		h, ok := MetaLine(line)
		if !ok || h.Embargo.String() != "2026-12-05" || h.BadEmbargo != "" || h.Source != want.Source {
			t.Errorf("%s: %t, %+v", line, ok, h)
		}
	}
	if h, ok := MetaLine("解禁时间：另行通知"); !ok || h.BadEmbargo != "另行通知" {
		t.Errorf("%t, %+v", ok, h)
	}
	h, _, err := FrontMatter("---\nEmbargo: \"2026-12-05\"\n禁发至：2026-12-07\n---\n正文")
	if err != nil || h.Embargo.String() != "2026-12-07" { // the later one
		t.Errorf("%+v, %v", h, err)
	}
	if h, _, err := FrontMatter("---\nembargo:\n---\n正文"); err != nil || h.BadEmbargo == "" {
		t.Errorf("%+v, %v", h, err)
	}
}
