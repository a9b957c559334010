package releases

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// stated lists, for each release, every figure and name that its source gives,
// with the qualifier that belongs to it and, where a figure could be mistaken
// for another's, with what it measures.
var stated = map[string][]string{
	"2024-12-yongjiang-beilun-overview.md": {
		"2024年以来", "不到半小时", "北仑新区开发40周年",
		"新开工项目21个", "续建项目33个", "累计完成投资超100亿元", "面积13平方公里", "产业园区7个",
		"海天高端精密制造园", "青峙化工园区", "装备制造产业基地",
		"一廊双核多片区", "一廊是中央山水廊道", "双核是科创智慧核和科创商务核",
		"研发总部区", "文体片区", "未来社区",
		"专项规划3个", "研发总部集聚区", "交通及地下空间", "公园城市景观",
		"国际医院", "镇海中学甬江校区", "小浃江郊野公园规划", "水生植物园等项目11个",
		"道路有20条", "河道有3条",
		"吉利、东方、天一设计、大丰实业", "总投资高达25.1亿元", "360集团", "浙江普惠金融",
		"新材料", "工业互联网", "科创+数字", "智能制造", "科创飞地", "总部项目8个",
		"宁波翼程高端制造总部（合肥疆程）", "天一建筑设计总部3个项目全面开工",
		"吉利新能源汽车总部、东方中央研究院、天一建筑设计总部",
		"2024年，甬江科创区北仑片区签约落户科技企业182家",
		"环洋碳三产业链循环经济产业园", "投资82亿元", "达产后", "环氧氯丙烷", "1,3-丙二醇", "领先全国",
		"滨江装备创业园入驻企业94家", "出租率90%以上",
		"北航综合检验检测中心", "北大海洋药物研究院创新中心", "中国科学院海西节能低碳材料生产应用示范平台",
		"宁波王义遒量子科技园", "北京大学院士王义遒的团队", "投资4亿元", "生产原子钟", "计划2025年二季度投产",
		"到2029年成为全球最大的芯片级原子钟供应商", "预计年产值2亿元",
		"宁波东方电缆股份有限公司", "涉及五六个部门", "计划2024年底前开工", "4个系统解决方案",
		"模拟审批、拿地即开工", "《产业投资项目投资指南》", "一遍", "土地合同一签",
	},
	"2023-04-13-yongjiang-beilun-office-unveiled.md": {
		"宁波甬江科创区北仑片区建设指挥部揭牌", "甬江科创区整体面积约197平方公里",
		"可出让地块13宗", "共537亩", "已同4家企业签订框架协议", "储备项目20余个",
		"滨江装备创业园总投资超30亿元", "已经投入使用", "滨江创智科学城主体结构完成70%",
		"三年目标", "科研创新团队10个以上", "海外工程师150名", "青年人才5万名以上",
	},
	"2024-03-11-geely-headquarters-land.md": {
		"2024年3月8日", "宁波吉行置业有限公司", "小港街道", "出让面积13666平方米", "总投资3.6亿元",
		"半年内第三个拿地的总部项目", "前两个", "天一建筑设计总部", "东方中央研究院总部",
	},
	"2024-09-29-geely-headquarters-start.md": {
		"总投资4.4亿元", "建筑面积约4.6万平方米", "计划2028年3月竣工", "2024年6月", "用时4个月",
		"2024年1至8月，北仑吉利生产汽车7.9万辆", "同比增长19.7%",
		"2024年1至8月，北仑吉利生产新能源汽车4.48万辆", "同比增长5.7倍",
	},
	"2024-12-31-orient-institute-start-people.md": {
		"2024年12月27日", "施工许可证", "约31.3亩", "总投资5.5亿元",
	},
	"2024-12-31-orient-institute-start-beilun.md": {
		"东方中央研究院2024年12月30日开工", "天一建筑设计总部2024年3月开工", "吉利新能源汽车总部2024年9月开工",
		"新开工项目21个", "续建项目33个", "投资超100亿元", "签约科技企业182家",
	},
	"2025-01-03-orient-institute-start-science-bureau.md": {
		"东方中央研究院总部", "一个总部项目", "这个项目", "约31.3亩", "总投资近4.5亿元",
	},
	"2024-12-29-orient-institute-office-notice.md": {
		"2024年12月27日", "施工许可证", "约31.3亩", "总投资近4.5亿元",
	},
	"2022-02-beilun-statistics-2021.md": {
		"2021年，北仑区地区生产总值2382.50亿元，增长8.0%，两年平均增长5.6%",
		"2021年，北仑区第一产业增加值8.72亿元，增长3.5%",
		"2021年，北仑区第二产业增加值1208.22亿元，增长7.9%，其中工业增加值1144.10亿元，增长8.8%",
		"2021年，北仑区第三产业增加值1165.56亿元，增长8.1%",
		"2021年，北仑区三次产业结构为0.4:50.7:48.9",
		"2021年，北仑区按户籍人口计算的人均地区生产总值为459323元（71196美元）",
		"2021年，北仑区财政总收入781.11亿元，增长27.6%",
		"2021年，北仑区一般公共预算收入391.89亿元，增长26.8%",
		"2021年，北仑区有规模以上工业企业857家",
		"2021年，北仑区规模以上工业企业工业总产值4999.28亿元，增长21.7%",
		"2021年，北仑区规模以上工业企业利税584.38亿元，下降8.0%",
		"2021年，北仑区规模以上工业企业利润456.92亿元，下降13.6%",
		"2021年，北仑区有规上建筑企业112家", "2021年，北仑区规上建筑企业产值182.22亿元，增长1.8%",
		"2021年，北仑区固定资产投资增长5.5%", "2021年，北仑区社会消费品零售总额404.12亿元，增长8.3%",
		"2021年，北仑区进出口总额4145.18亿元，增长30.9%", "2021年，北仑区出口1718.60亿元，增长29.6%",
		"2021年，北仑区进口2426.58亿元，增长31.8%",
		"2021年，北仑区合同外资34.32亿美元，增长159.8%", "2021年，北仑区实际外资13.03亿美元，增长57.5%",
	},
	"2024-01-11-beilun-government-report.md": {
		"北仑区2024年政府工作报告回顾了2023年的情况",
		"2023年，北仑区地区生产总值预计2730亿元", "2023年，北仑区财政总收入813.4亿元",
		"2023年，北仑区一般公共预算收入413.5亿元", "2023年，北仑区城乡居民人均可支配收入74289元，增长5%",
		"2023年，北仑区有10项总量指标居全市第一，5项居全省第一", "2023年，北仑区向企业兑付扶持资金超65亿元",
	},
	"2024-01-18-beilun-delegation.md": {"北仑", "到2025年进入全国开发区前十"},
	"2025-science-park-rebuilding.md": {
		"总投资7.1亿元", "占地3.6万平方米", "建筑面积约12.04万平方米", "三栋楼",
		"科创研发楼", "科创孵化楼", "科创加速楼", "预计2027年初竣工",
		"达产后", "亩均产值超1000万元", "年产值超5亿元", "亩均税收45—50万元", "科技人才约500名",
	},
	"2024-02-zhenhai-school-yongjiang.md": {
		"占地约237亩", "建筑面积约14.2万平方米", "72个班", "一期计划2024年9月", "二期计划2025年9月",
		"二期设36个寄宿班", "建筑面积约6万平方米", "地上4.6万平方米", "地下1.4万平方米",
		"二期设计限额4.5亿元", "总投资5.4亿元",
	},
	"binjiang-school-sites.md": {
		"滨江高中占地约8.4万平方米，设48个班", "寄宿制",
		"滨江新城第一学校占地约3.9万平方米，设48个班，为九年制学校",
		"滨江新城第一学校设公共停车位80余个", "滨江新城第一学校的用地上", "受保护建筑刘福房",
	},
	"2016-port-throughput.md": {"2016年，宁波舟山港集装箱吞吐量2156万标准箱，增长4.5%"},
	"2021-port-throughput.md": {
		"2021年，宁波舟山港集装箱吞吐量3108万标准箱，增长8.2%，居全球第三",
		"2021年12月，宁波舟山港当年集装箱吞吐量突破3000万标准箱",
	},
	"2022-port-throughput.md": {
		"2022年，宁波舟山港货物吞吐量超12.5亿吨，第14年居全球第一", "2022年，宁波舟山港集装箱吞吐量3335万标准箱",
		"2022年11月，宁波舟山港当年集装箱吞吐量突破3000万标准箱",
		"2022年，宁波舟山港有航线300条，其中“一带一路”航线120条",
	},
	"2023-port-throughput.md": {
		"2023年，宁波舟山港货物吞吐量超13.24亿吨，增长4.9%，第15年居全球第一",
		"2023年，宁波舟山港外贸货物吞吐量超6亿吨，增长7.14%", "2023年，宁波舟山港集装箱吞吐量3530万标准箱，增长5.9%",
		"2023年10月，宁波舟山港当年集装箱吞吐量突破3000万标准箱",
	},
	"2026-01-05-port-throughput-2025.md": {
		"2025年，宁波舟山港货物吞吐量超14亿吨", "全球首个超过14亿吨的港口", "预计第17年居全球第一",
		"2025年，宁波舟山港集装箱吞吐量首次超4300万标准箱，居全球第三",
		"2025年12月2日，宁波舟山港当年集装箱吞吐量突破4000万标准箱",
		"截至2025年底，宁波舟山港有集装箱航线309条，通达200多个国家和地区的700多个港口",
		"海铁联运线路超110条", "16个省份的69个地级市", "2025年，宁波舟山港海铁联运业务量超200万标准箱",
		"每天有近300艘次船舶挂靠",
	},
	"2025-04-11-beilun-industry-2024.md": {"2024年，北仑区规模以上工业总产值5857.27亿元，同比增长9.6%"},
	"2025-08-beilun-culture-centre.md": {
		"总建筑面积约7.5万平方米", "总投资达14亿元", "剧院有座位1200个", "小剧场有座位400个", "报告厅有座位200个",
		"主体结构2024年10月封顶", "计划2026年10月竣工验收",
	},
}

// numeral matches what may state a number: digits with their points and group
// marks, and Chinese numerals. It matches numerals inside names (天一, 碳三)
// too, so those have to be listed as well.
var numeral = regexp.MustCompile(`[0-9]+(?:[.,][0-9]+)*|[零〇一二两三四五六七八九十百千半双]+`)

func TestNumeral(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"总投资4.4亿元，占地13,666平方米。", []string{"4.4", "13,666"}},
		{"0.4:50.7:48.9", []string{"0.4", "50.7", "48.9"}},
		{"五六个部门，第三个", []string{"五六", "三"}},
		{"没有数字", nil},
	} {
		if got := numeral.FindAllString(tt.in, -1); !slices.Equal(got, tt.want) {
			t.Errorf("numerals of %q = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// TestEveryFigureStands checks that nothing of a source was lost or changed.
func TestEveryFigureStands(t *testing.T) {
	t.Parallel()
	all := readAll(t)
	for name := range all {
		if len(stated[name]) == 0 {
			t.Errorf("%s: no figures listed", name)
		}
	}
	for name, list := range stated {
		for _, s := range list {
			if len(standing(all[name].body, s)) == 0 {
				t.Errorf("%s: %q does not stand in the text", name, s)
			}
		}
	}
}

// TestNoOtherFigure checks that nothing was added: each number of a text has
// to lie inside one of the strings listed for its file, where that stands.
func TestNoOtherFigure(t *testing.T) {
	t.Parallel()
	for name, r := range readAll(t) {
		for _, n := range unlisted(r.body, stated[name]) {
			t.Errorf("%s: %s is not listed", name, n)
		}
	}
}

// unlisted returns the numbers of text, each with a little of what follows,
// that no string of list covers.
func unlisted(text string, list []string) []string {
	covered := make([]bool, len(text))
	for _, s := range list {
		for _, at := range standing(text, s) {
			for i := range len(s) {
				covered[at+i] = true
			}
		}
	}
	var out []string
	for _, m := range numeral.FindAllStringIndex(text, -1) {
		if slices.Contains(covered[m[0]:m[1]], false) {
			out = append(out, strings.ToValidUTF8(text[m[0]:min(m[1]+24, len(text))], ""))
		}
	}
	return out
}

// standing returns where s stands in text as a whole: 5.5亿元 does not stand in
// 15.5亿元, nor 出租率90 in 出租率90.5%.
func standing(text, s string) []int {
	var at []int
	for from := 0; ; {
		i := strings.Index(text[from:], s)
		if i < 0 {
			return at
		}
		start, end := from+i, from+i+len(s)
		if !inside(text, start) && !inside(text, end) {
			at = append(at, start)
		}
		from = end
	}
}

// inside reports whether a number goes on across byte offset i of text.
func inside(text string, i int) bool {
	for _, m := range numeral.FindAllStringIndex(text, -1) {
		if m[0] < i && i < m[1] {
			return true
		}
	}
	return false
}

func TestUnlisted(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		list []string
		want int
	}{
		{"总投资4.4亿元", []string{"4.4亿元"}, 0},
		{"总投资14.4亿元", []string{"4.4亿元"}, 1},
		{"总投资4.4亿元，另4亿元", []string{"4.4亿元"}, 1},
		{"第三个，三个", []string{"第三个"}, 1},
	} {
		if got := unlisted(tt.text, tt.list); len(got) != tt.want {
			t.Errorf("unlisted(%q, %q) = %q, want %d", tt.text, tt.list, got, tt.want)
		}
	}
}
