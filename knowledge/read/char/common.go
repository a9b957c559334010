package char

import "sync"

// commonHan are characters that are frequent in any Chinese text, in simplified
// and, if it differs, traditional form. They are at least a third of a release,
// and about a hundredth of characters at random.
const commonHan = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反明看原又么利比或但质气第向道建月公无系军很情者最立代想已通并提直题程展五果料象员位入常文总次品式活设及管特件长求老头基资流路级少图山统接知较将组见计手角期根论运指几九区强放决西被做必战先回则任取据处南给色门即保治北造百规热领七海口东导器志世金增争济阶术极交受联什认六共权收证改清美再采转更单风切打白教速花带安场身车真务具万每目至达走积示议声报完类八离名确科张信节话米整空元况今集温传土许步群广记需段研界究观越织装影低持音众书布复容际商非验连断深难近千周委素技备半办青省列习响约支史便团往市何除消构府称准精值号率族维划选标写存候毛快效院查江型按格养易置派层片始专状育京识适属圆包火住调满县局照参红细引听该铁价城企投亿镇街项园港项區國會發這個為來時們對說經過動開關與應從還無業東車長門問間實現電進運達選連遠農計設認證訪話該調請論講變讓資費質贏產業歲總結給統經營環據報導場塊壓壞壽處號術衛裝規視覺觀"

// Common returns the set of the characters of commonHan, indexed by code point.
var Common = sync.OnceValue(func() *[0x10000]bool {
	var is [0x10000]bool
	for _, r := range commonHan {
		is[r] = true
	}
	return &is
})
