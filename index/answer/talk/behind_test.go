package talk

import "testing"

// TestTimeFirst reads a time behind a list as that of each item.
func TestTimeFirst(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"社零总额、进出口总额，都要2021年的":  "2021年社零总额、进出口总额",
		"出租率、产值，均为去年的数据。":      "去年出租率、产值",
		"出租率、产值，2023年":         "2023年出租率、产值",
		"2022年出租率、产值，都要2021年的": "2022年出租率、产值，都要2021年的",
		"出租率，都要2021年的":         "出租率，都要2021年的",
		"出租率、产值，2021年开工的项目有几个": "出租率、产值，2021年开工的项目有几个",
		"1、出租率\n2、产值，都要2021年的": "1、出租率\n2、产值，都要2021年的",
		"出租率、产值":               "出租率、产值",
		"":                     "",
	} {
		if got := TimeFirst(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}
