package library

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"beilun/index"
	indexstore "beilun/index/store"
	"beilun/knowledge/corpus"
	"beilun/knowledge/errata"
	"beilun/knowledge/read"
)

// reasons says in a sentence why a file was refused or a step failed. The first
// that fits is said: what is more exact stands further up.
var reasons = []struct {
	err              error
	chinese, english string
}{
	{read.ErrEmpty, "文件里没有文字。", "The file has no text."},
	{read.ErrBinary, "文件内容不是文本，可能已损坏或扩展名不对。", "The file is not text; it may be damaged or have the wrong extension."},
	{read.ErrEncoding, "文字编码无法识别，请另存为UTF-8。", "The text is in an unknown encoding; please save it as UTF-8."},
	{read.ErrTooLarge, "文件太大，超过了读取的上限。", "The file is larger than what is read."},
	{read.ErrDamaged, "文件已损坏，请重新导出或下载。", "The file is damaged; please export or download it again."},
	{read.ErrEncrypted, "文件有密码保护，请去掉密码再放进来。", "The file is protected by a password; please remove that."},
	{read.ErrScanned, "这是扫描件，没有可以读取的文字，请换成文字版。", "The pages are scanned and have no text; please use a version with text."},
	{read.ErrGarbled, "文件里的文字无法正确提取，请换一种格式。", "Its text cannot be extracted; please save it in another format."},
	{read.ErrReader, "读取PDF的程序出了问题，稍后会再试。", "The PDF reader had a problem; the file will be tried again."},
	{read.ErrNoArticle, "网页里没有找到正文。", "The page has no article."},
	{read.ErrFrames, "这个网页只是一个框架，请保存里面的正文页。", "The page is only a frame; please save the page inside it."},
	{read.ErrScripted, "网页的正文要靠脚本显示，文件里没有；请另存为PDF或.mhtml。", "The page shows its text by scripts and does not hold it; please save it as PDF or .mhtml."},
	{index.ErrSlow, "读取时间太长，已搁置；文件改动后会再试。", "Reading takes too long; the file is set aside and tried again when it has changed."},
	{indexstore.ErrNoSpace, "存放索引的磁盘已满。", "The disk that the index is on is full."},
	{read.ErrFormat, "不支持这种格式，请另存为支持的格式。", "Files of this kind cannot be read; please save it in another format."},
	{corpus.ErrOutside, "链接指向新闻稿文件夹之外，不读取。", "The link leads out of the releases folder and is not followed."},
	{corpus.ErrNotRegular, "它不是普通文件，不读取。", "It is not a regular file."},
	{corpus.ErrFolder, "这个文件夹是链接或嵌套太深，不读取。", "The folder is a link or lies too deep and is not looked into."},
	{corpus.ErrName, "文件名含有无法显示的字符，请改名。", "The name has characters that cannot be shown; please rename the file."},
	{corpus.ErrGrowing, "文件还在写入，写完后会自动读取。", "The file is still being written and will be read when it is done."},
	{corpus.ErrVanished, "文件刚刚不见了，正在确认。", "The file has just disappeared; that is being confirmed."},
	{corpus.ErrBare, "新闻稿文件夹是空的，可能没有挂载；原有内容保留。", "The releases folder is empty and may not be mounted; what was read before is kept."},
	{corpus.ErrRoot, "新闻稿文件夹不在或无法读取；原有内容保留。", "The releases folder is missing or cannot be read; what was read before is kept."},
	{corpus.ErrMisplaced, "更正表.txt 只放在新闻稿文件夹的最上层才有效，也不当新闻稿读。", "更正表.txt counts only in the releases folder itself, and is never read as a release."},
	{errata.ErrForm, "看不懂这一行；可以写：甲 = 乙、甲 ≠ 乙、不是数字：文件 文字、撤回：文件 原因。", "The line has none of the forms: A = B, A ≠ B, not a figure: FILE TEXT, retract: FILE REASON."},
	{errata.ErrNames, "一行要写两到十个不同的名称。", "A line takes two to ten different names."},
	{errata.ErrName, "名称要有2到60个字，不能只是数字或“公司”“项目”这样的通称。", "A name has 2 to 60 characters and is no mere number or kind of thing."},
	{errata.ErrTwo, "另一行说它们是两回事，以那一行为准。", "Another line says that they are two things, and that one holds."},
	{errata.ErrOne, "另一行说它们是同一个，请先撤销那一行。", "Another line says that they are one thing; take that one out first."},
	{errata.ErrThere, "这一行已经写过了。", "The line is there already."},
	{errata.ErrGone, "更正表里没有这一行。", "There is no such line."},
	{errata.ErrRelease, "没有写是哪个文件。", "The line names no file."},
	{errata.ErrPhrase, "没有写是文件里的哪些文字。", "The line gives no text of the file."},
	{errata.ErrLong, "这一行太长。", "The line is too long."},
	{errata.ErrTooMuch, "更正表太长，后面的没有读。", "There are too many lines; the rest is not read."},
	{errata.ErrUnknown, "没有这个文件，也没有这个标题的新闻稿。", "There is no such file, and no release of that title."},
	{errata.ErrSeveral, "有几篇新闻稿叫这个名字，请写文件名。", "Several releases are called so; name the file."},
	{errata.ErrNoFigure, "文件里没有读到这个数字，请照原文写。", "No such figure was read in the file; write it as it stands there."},
	{ErrBuiltIn, "这里用的是内置新闻稿，不能增删；请设置BEILUN_RELEASES。", "The releases are built in and cannot be changed; set BEILUN_RELEASES."},
	{ErrNoFolder, "没有可存放文件的新闻稿文件夹；请把BEILUN_RELEASES设为文件夹。", "There is no folder to store files in; set BEILUN_RELEASES to a folder."},
	{ErrUnknown, "没有这篇新闻稿。", "There is no such release."},
	{ErrLink, "它是一个链接，请在文件夹里手工处理。", "It is a link; please remove it in the folder by hand."},
	{syscall.ENOSPC, "磁盘已满。", "The disk is full."},
	{syscall.EDQUOT, "磁盘配额已用完。", "The disk quota is used up."},
	{syscall.EROFS, "磁盘是只读的，无法写入。", "The disk is read-only."},
	{fs.ErrPermission, "没有权限读写这个文件。", "There is no permission to read or write the file."},
	{fs.ErrNotExist, "文件不存在，或链接指向的文件不存在。", "The file does not exist, or its link leads nowhere."},
	{context.DeadlineExceeded, "处理时间太长，已中止。", "It took too long and was broken off."},
}

// Reason says in a sentence for people why a file was refused or could not be
// stored or removed. The error itself is for the log.
func Reason(err error, english bool) string {
	for _, r := range reasons {
		// A reason that was kept on the disk comes back as a text.
		if !errors.Is(err, r.err) && !strings.HasPrefix(err.Error(), r.err.Error()) {
			continue
		}
		chinese := r.chinese
		if s, ok := strings.CutPrefix(err.Error(), index.ErrSlow.Error()+": more than "); ok { // …4 s
			chinese = strings.Replace(chinese, "时间太长", "超过"+strings.Replace(s, " s", "秒", 1), 1)
		}
		if english {
			return r.english
		}
		return chinese
	}
	if english {
		return "The file cannot be read."
	}
	return "文件无法读取。"
}
