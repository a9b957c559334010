package knowledge

import "testing"

func TestParseDate(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"2024-09-29": "2024-09-29", "2024/9/29": "2024-09-29", "2024年9月29日": "2024-09-29", "2024年9月": "2024-09", "2024": "2024", " 2024.2.29 ": "2024-02-29",
		"2023-02-29": "", "2024-02-29": "2024-02-29", "0000-01-01": "", "2024-00-10": "", "2024-10-00": "", "2024-1a-01": "", "2024-10-32": "", "2024-13": "", "2024-0-1": "", "24-1-1": "", "": "", "昨天": "", "2024-1-1-1": "", "99999": "",
	} {
		d, err := ParseDate(in)
		if d.String() != want || (err != nil) != (want == "") {
			t.Errorf("ParseDate(%q) = %q, %v; want %q", in, d, err, want)
		}
	}
	if (Date{2024, 9, 0}).Compare(Date{2024, 9, 1}) >= 0 || (Date{}).Compare(Date{2016, 0, 0}) >= 0 {
		t.Error("an unknown part is not the older one")
	}
}

func TestOrigin(t *testing.T) {
	t.Parallel()
	// "园A\n区" in GB18030, two bytes a Han character, cleaned to "园A区".
	o := Origin{}.Append(Run{0, 0, 1, 3, 2}).Append(Run{3, 2, 1, 1, 1}).Append(Run{4, 4, 1, 3, 2})
	for _, tt := range []struct{ text, file Span }{
		{Span{0, 7}, Span{0, 6}}, {Span{0, 3}, Span{0, 2}}, {Span{3, 4}, Span{2, 3}}, {Span{4, 7}, Span{4, 6}}, {Span{3, 7}, Span{2, 6}},
	} {
		if got, ok := o.File(tt.text); !ok || got != tt.file {
			t.Errorf("File(%v) = %v, %v; want %v", tt.text, got, ok, tt.file)
		}
	}
	if got, ok := o.Slice(Span{3, 7}).File(Span{1, 4}); !ok || got != (Span{4, 6}) {
		t.Errorf("of a slice: %v, %v", got, ok)
	}
	if _, ok := o.File(Span{9, 10}); ok {
		t.Error("a span outside has an origin")
	}
	joined := Origin{}.Append(Run{0, 5, 2, 1, 1}).Append(Run{2, 7, 3, 1, 1})
	if len(joined) != 1 || joined[0].N != 5 {
		t.Errorf("runs that go on are not joined: %v", joined)
	}
}
