package server

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dixian/intake"
	"dixian/rule"
)

// complaint is what can be wrong with a file as a whole. The intake says it in
// English, for who runs the command line; a clerk reads it here: which file, which
// column, where, what to do.
type complaint struct {
	says *regexp.Regexp // of the intake's sentence
	tell string         // with $1, $2 for what the sentence names
}

const (
	damagedFile = "文件损坏或不完整，请用原来的软件打开、另存一次，或请部门重新导出"
	asCSV       = "请另存为“CSV UTF-8”再传"
)

// complaints are all that the intake has; the first that fits is told.
// TestEveryRefusalOfAFileIsToldInChinese reads the intake's sources and finds what
// is missing here.
var complaints = []complaint{
	{regexp.MustCompile(`^columns? (.+) (?:is|are) missing from the header`), "表头缺少这些列：$1；请补上再传"},
	{regexp.MustCompile(`^column (.+) stands twice in the header, as (.+) in place (\d+) and as (.+) in place (\d+)`), "表头里 $1 出现了两次（第 $3 列 $2，第 $5 列 $4）；去掉一列再传"},
	{regexp.MustCompile(`^the header has (\d+) cells`), "表头有 $1 格，太多了；文件损坏，或者不是 CSV"},
	{regexp.MustCompile(`^the file has (\d+) columns`), "文件有 $1 列，太多了；请部门重新导出"},
	{regexp.MustCompile(`^a table is loaded from at most (\d+) files`), "一张表最多由 $1 个文件组成；请合并几个再传"},
	{regexp.MustCompile(`^more than (\d+) lines or rows`), "超过 $1 行；请拆成几个文件"},
	{regexp.MustCompile(`^the file is empty`), "文件是空的，连表头都没有；请部门重新导出"},
	{regexp.MustCompile(`^the first sheet is empty at the top`), "第一张工作表开头是空的；请把有数据的工作表移到最前面，表头放在最上面几行"},
	{regexp.MustCompile(`^the workbook's first sheet is none with rows`), "工作簿的第一张不是数据表；请把有数据的工作表移到最前面再保存"},
	{regexp.MustCompile(`^line (\d+) opens a quotation mark`), "第 $1 行的引号没有成对，后面的内容读不出来；文件不完整，或少了一个引号，请部门重新导出"},
	{regexp.MustCompile(`^line (\d+) begins a row of more than`), "从第 $1 行起的一行太长；可能少了一个引号，或者不是 CSV"},
	{regexp.MustCompile(`^line (\d+)(?: is longer|: cell \d+ has more|: column .+ has a cell of more)`), "第 $1 行有一格或一行长得不像数据；可能少了一个引号，或者文件损坏"},
	{regexp.MustCompile(`^row (\d+) has more than`), "第 $1 行长得不像数据；" + damagedFile},
	{regexp.MustCompile(`^line (\d+): (?:a NUL byte|column .+ has a NUL byte)`), "第 $1 行有不是文字的内容；" + damagedFile},
	{regexp.MustCompile(`^line (\d+): bytes that are`), "第 $1 行的文字编码读不出来；" + asCSV},
	{regexp.MustCompile(`^text in UTF-16`), "文件是 Excel 的“Unicode 文本”；" + asCSV},
	{regexp.MustCompile(`^an encrypted Parquet file`), "文件加了密；请部门给没有加密的文件"},
	{regexp.MustCompile(`^an old \.xls workbook`), "文件是旧的 .xls 格式或设了密码；请用 Excel 或 WPS 打开，不设密码另存为 .xlsx"},
	{regexp.MustCompile(`^not an XLSX workbook`), "文件名是 .xlsx，内容却不是；请用 Excel 或 WPS 打开，另存为 .xlsx"},
	{regexp.MustCompile(`^not a Parquet file`), "文件名是 .parquet，内容却不是；请部门重新导出"},
	{regexp.MustCompile(`^the file changed while it was read`), "读取时文件还在变动；请等写完再传"},
	{regexp.MustCompile(`^not a regular file`), "这不是普通文件；请把内容存成文件再传"},
	{regexp.MustCompile(`different texts`), "工作簿里的文字太多；请拆成几个文件，或者另存为 CSV"},
	{regexp.MustCompile(`unpacks to far more`), "文件解开后远比一张表大，没有读；请部门核对后重新导出"},
	{regexp.MustCompile(`a cell has more than`), "有一格长得不像数据；" + damagedFile},
	{regexp.MustCompile(`near line (\d+)`), "第 $1 行附近读不下去；" + damagedFile},
	{regexp.MustCompile(`^cannot be read after line (\d+)`), "第 $1 行之后读不下去；" + damagedFile},
	{regexp.MustCompile(`^cannot be (?:opened|read)`), "文件打不开；请再传一次"},
	{regexp.MustCompile(`open it in its program`), damagedFile},
}

// refusedFile tells a clerk why a file was refused as a whole.
func (s *Server) refusedFile(e *intake.FileError) string {
	why := complain(e.Reason)
	if why == "" {
		why = damagedFile
	}
	where := ""
	if e.Column != "" && !strings.Contains(why, e.Column) {
		where = fmt.Sprintf("“%s”列：", s.columnLabel(e.File, e.Column))
	}
	return fmt.Sprintf("文件 %s 不能用，这次没有加载。%s%s", e.File, where, why)
}

// complain finds the Chinese for a sentence of the intake; empty if there is none.
func complain(reason string) string {
	for _, c := range complaints {
		found := c.says.FindStringSubmatch(reason)
		if found == nil {
			continue
		}
		tell := c.tell
		for i, part := range found[1:] {
			tell = strings.ReplaceAll(tell, "$"+strconv.Itoa(i+1), chinesePunctuation.Replace(part))
		}
		return tell
	}
	return ""
}

// chinesePunctuation makes lists of names read as Chinese ones.
var chinesePunctuation = strings.NewReplacer(", ", "、", " (", "（", ")", "）", `"`, "")

// columnLabel is what a column is called in the table that a file belongs to.
func (s *Server) columnLabel(file, column string) string {
	if t := s.tableNamed(file); t != nil {
		if c := t.Column(column); c != nil {
			return label(c.Label, c.Name)
		}
	}
	return column
}

// nationalFolder holds the tables that are lists of the national system.
const nationalFolder = "national"

// table is a table that files fill, or a list of the national system, by its name;
// nil: neither.
func (s *Server) table(name string) *rule.Table {
	if t := s.Casework.Program.Table(name); t != nil {
		return t
	}
	for _, t := range s.Casework.Program.National {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// tableNamed is the table that a file's name begins with, by key or by label.
func (s *Server) tableNamed(name string) *rule.Table {
	var best *rule.Table
	longest := 0
	for _, t := range slices.Concat(s.Casework.Program.Tables, s.Casework.Program.National) {
		for _, word := range []string{t.Name, t.Label} {
			rest, ok := strings.CutPrefix(name, word)
			if ok && len(word) > longest && rest != "" && strings.ContainsRune("._-", rune(rest[0])) && t.Folder != "system" {
				best, longest = t, len(word)
			}
		}
	}
	return best
}
