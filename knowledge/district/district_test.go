package district

import (
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// releases reads releases from lines "publisher | title | name name".
func releases(s string) []Release {
	var out []Release
	for line := range strings.Lines(strings.TrimSpace(s)) {
		f := strings.Split(strings.TrimSpace(line), "|")
		for len(f) < 3 {
			f = append(f, "")
		}
		out = append(out, Release{Source: strings.TrimSpace(f[0]), Title: strings.TrimSpace(f[1]), Names: strings.Fields(f[2])})
	}
	return out
}

func TestFind(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, in, want, short, others string }{
		{"publishers and titles", "临湖区统计局|2024年临湖区统计公报\n临湖发布|九个项目签约\n临湖区教育局|关于印发《临湖区学校办法》的通知", "临湖区", "临湖", ""},
		{"one bulletin", "临湖区统计局|2024年临湖区统计公报", "临湖区", "临湖", ""},
		{"the city before it", "中共东江市临湖区委宣传部|临湖区会议", "东江市临湖区", "临湖", ""},
		{"the province, too", "南山省东江市临湖区统计局|公报", "东江市临湖区", "临湖", ""},
		{"the city's hospital is named for it", "临湖区卫生局|东江市第一医院临湖院区封顶", "东江市临湖区", "临湖", ""},
		{"the city around it publishes, too", "东江市科技局|会议\n东江市临湖区统计局|公报\n临湖区教育局|学校", "东江市临湖区", "临湖", ""},
		{"a city that has districts", "东江市统计局|东江市公报\n东江市财政局|预算\n东江市临湖区教育局|学校", "东江市", "东江", ""},
		{"a zone", "青湾临港开发区管理委员会|公报\n青湾发布|港区\n开发区统计局|数据", "青湾临港开发区", "青湾", ""},
		{"a new area", "白沙新区管委会|2023年白沙新区公报", "白沙新区", "白沙", ""},
		{"a county", "松岭县人民政府|松岭县公报", "松岭县", "松岭", ""},
		{"of one character", "忠县统计局|忠县公报", "忠县", "", ""},
		{"ends as a harbour does", "大港区财政局|大港区预算\n大港区商务局|会议", "大港区", "大港", ""},
		{"ends as hills do", "青山区财政局|青山区预算", "青山区", "青山", ""},
		{"begins as a sentence goes on", "和平区财政局|和平区预算", "和平区", "和平", ""},
		{"others", "临湖区统计局|公报|南浦区 清溪县\n临湖区教育局|学校|南浦区 清溪县\n临湖发布|会议|南浦区学校 远山区", "临湖区", "临湖", "南浦区 清溪县"},

		{"nothing", "", "", "", ""},
		{"a short name alone", "临湖发布|九个项目签约\n临湖日报|公园开放", "", "", ""},
		{"one title alone", "本报|临湖区会议", "", "", ""},
		{"two places", "临湖区统计局|公报\n南浦区统计局|公报", "", "", ""},
		{"parts of places", "社区|工业园区二期\n园区|枫岭校区开学\n片区|老城区更新", "", "", ""},
		{"no places", "市场监管局|城市更新\n区块链办公室|区域合作\n市区|超市开业", "", "", ""},
		{"newspapers", "人民网|会议\n新华社|公报", "", "", ""},
		{"marks and letters", "Lake区|a区\n、区|《区》", "", "", ""},
	} {
		rs := releases(tt.in)
		for range 3 {
			d := Find(rs, District{})
			if d.City+d.Name != tt.want || d.Short != tt.short || strings.Join(d.Others, " ") != tt.others || (d.From == "") != d.IsZero() {
				t.Errorf("%s: %v, short %q, others %v; want %s, %s, %s", tt.name, d, d.Short, d.Others, tt.want, tt.short, tt.others)
			}
			// Releases of other places came and went.
			tally := NewTally(append(releases("东江市临湖区统计局|东江市第一医院南浦院区|远山区 南浦区\n远山发布|远山区公报"), rs[len(rs)/2:]...))
			for _, r := range rs[:len(rs)/2] {
				tally.Add(r)
			}
			for _, r := range releases("东江市临湖区统计局|东江市第一医院南浦院区|远山区 南浦区\n远山发布|远山区公报") {
				tally.Remove(r)
			}
			if got := tally.District(District{}); !reflect.DeepEqual(got, d) {
				t.Errorf("%s: %+v in a tally, found %+v", tt.name, got, d)
			}
			rand.Shuffle(len(rs), func(i, j int) { rs[i], rs[j] = rs[j], rs[i] })
		}
	}
}

func TestNamed(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"临湖区": "临湖区", "东江市临湖区": "东江市临湖区", "松岭县": "松岭县", "青湾临港开发区": "青湾临港开发区", "大港区": "大港区", "忠县": "忠县", "东江市": "东江市",
		"": "", "区": "", "临湖": "", "开发区": "", "临湖区统计局": "", "Lake District": "", "临湖 区": "", "临湖区\n": "", strings.Repeat("湖", 20) + "区": "",
	} {
		d, err := Named(in)
		if d.City+d.Name != want || (err == nil) != (want != "") {
			t.Errorf("Named(%q) = %v, %v", in, d, err)
		}
	}
	own, _ := Named("南浦区")
	d := Find(releases("东江市南浦区统计局|公报\n临湖区统计局|公报\n临湖区教育局|公报|临湖区\n临湖区发改局|公报"), own)
	if d.Name != "南浦区" || d.City != "东江市" || d.Short != "南浦" || d.From != "BEILUN_DISTRICT" || !slices.Contains(d.Others, "临湖区") {
		t.Errorf("set by a person: %v %v", d, d.Others)
	}
}

func TestIs(t *testing.T) {
	t.Parallel()
	d, err := Named("东江市临湖区")
	if err != nil {
		t.Fatal(err)
	}
	zone, err := Named("青湾开发区")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"临湖区", "临湖", "东江市临湖区", "全区", "我区", "区里"} {
		if !d.Is(name) {
			t.Errorf("%s is not %s", name, d)
		}
	}
	for _, name := range []string{"", "东江市", "南浦区", "临湖区图书馆", "全市", "园区", "区"} {
		if d.Is(name) {
			t.Errorf("%s is %s", name, d)
		}
	}
	if !zone.Is("园区") || !zone.Is("开发区") || (District{}).Is("全区") {
		t.Error("a zone's own words")
	}
	for text, want := range map[string]string{
		"全区常住人口多少": "全区", "2023年全区gdp": "全区", "区里收了多少钱": "区里", "公司招一个博士,区里奖多少": "区里", "我们区有几所学校": "我们区",
		"三个作业区里头哪个长得最快": "", "全市多少": "", "区域面积": "", "常住人口多少": "", "园区里有几家": "", "": "",
		"食品安全区域有几个": "", "全区域旅游收入": "", "资本市场规模": "", "全区安全区多少": "全区",
	} {
		if got := d.Own(text); got != want {
			t.Errorf("Own(%q) = %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"园区产值": "园区", "开发区有多少企业": "开发区", "工业园区产值": "", "北岭开发区产值": ""} {
		if got := zone.Own(text); got != want {
			t.Errorf("of a zone: Own(%q) = %q, want %q", text, got, want)
		}
	}
}

// FuzzFind looks for titles and publishers that make Find panic or tell a name
// that stands in none.
func FuzzFind(f *testing.F) {
	f.Add("临湖区统计局", "2024年临湖区公报", "临湖区")
	f.Add("中共东江市委", "市区县旗", "省市区")
	f.Fuzz(func(t *testing.T, source, title, name string) {
		d := Find([]Release{{title, source, []string{name}}}, District{})
		if d.Name != "" && !strings.Contains(source+"\n"+title, d.Name) {
			t.Errorf("%q stands in neither %q nor %q", d.Name, source, title)
		}
		if own, err := Named(title); err == nil && own.City+own.Name != title {
			t.Errorf("Named(%q) = %v", title, own)
		}
		d.Own(title)
	})
}

// TestWords checks that words.txt has the classes that are asked for and no others.
func TestWords(t *testing.T) {
	t.Parallel()
	want := []string{"ahead", "before", "behind", "end", "inside", "joint", "longer", "media", "part", "province", "weak", "whole"}
	var got []string
	for class := range loadWords().All() {
		got = append(got, class)
	}
	if !slices.Equal(got, want) {
		t.Errorf("classes %q, want %q", got, want)
	}
}
