package press

import "strings"

// Names of things and people are put together from syllables. There is no last
// one: the higher the rank, the rarer the name, and every new release brings
// some that no other has, so that the vocabulary grows as that of real text
// does.

const (
	nameChars = "青白石望江松林云河东屿南塘桥柳浦金湾海山春晓霞大碶梅新戚家庄塔峙柴郭巨算峰灵岩沙溪竹岭湖滨永安和平兴隆福瑞祥泰康宁嘉禾丰华锦绣星辰明珠凤凰龙泉鹤鸣燕翔鸿雁双联合众立信达远博雅致诚启航扬帆盛景" +
		"高前后上中下西北长顺昌源润泽洪涛清澜碧波紫荆丹枫翠微玉兰茂森木桐梧桂荷莲菱芦苇杉柏榆槐"
	surnames   = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
	givenChars = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英文建国华志红玉萍建军海燕晓东梅鹏辉波斌宇浩凯健俊帆雪荣"
)

// kinds are what the things are, with common ones more than once.
var kinds = strings.Fields("产业园 产业园 科创园 科创城 物流园 物流港 智造基地 生态谷 软件园 创业园 研究院总部 总部大楼 实验学校 中学 医院 文化中心 体育公园 跨江大桥 快速路 " +
	"新材料有限公司 新材料有限公司 精密机械有限公司 汽车零部件有限公司 汽车零部件有限公司 智能装备股份有限公司 电子科技有限公司 生物医药有限公司 港口物流有限公司 石化有限公司 模具有限公司 光电股份有限公司 " +
	"半导体项目 储能电池项目 安置房项目 污水处理项目 码头二期工程 旧城改造项目")

// mix turns a number into one that looks drawn (splitmix64).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// syllables returns n characters of list, drawn by h.
func syllables(list []rune, h uint64, n int) string {
	var b strings.Builder
	for range n {
		b.WriteRune(list[h%uint64(len(list))])
		h = mix(h)
	}
	return b.String()
}

// thing returns the name of the thing of a rank.
func (g *Generator) thing(rank uint64) string {
	h := mix(g.seed ^ rank)
	n := 2
	if rank > 2000 {
		n = 3
	}
	return syllables(g.chars, h, n) + kinds[mix(h+1)%uint64(len(kinds))]
}

// person returns somebody's name.
func (g *Generator) person() string {
	h := g.rng.Uint64()
	return syllables(g.surnames, h, 1) + syllables(g.given, mix(h), 1+int(h>>60)%2)
}
