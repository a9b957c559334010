package talk

import "strings"

// TimeFirst moves a time behind a list to its front, where it holds for each item: 总投资、
// 用地，都要2021年的 is 2021年总投资、用地. It returns any other text as it is.
func TimeFirst(text string) string {
	folded := strings.TrimRight(fold(text), " ,，。.!！?？~")
	i := strings.LastIndexAny(folded, ",，;；:： ")
	if i < 0 || strings.ContainsAny(folded, "\n") || !strings.Contains(folded[:i], "、") {
		return text
	}
	list, behind := strings.TrimRight(folded[:i], " ,，;；"), folded[i:]
	time := timeIn(behind)
	if time == "" || timeIn(list) != "" || without(strings.Trim(strings.Replace(behind, time, "", 1), " ,，;；:："), of("forEach").Words) != "" {
		return text
	}
	return time + list
}
