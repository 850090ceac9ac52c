package access

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"dixian/division"
)

// Roles are all that there are, in the contract's order.
//
// Source: casework contract, "Keys".
var Roles = []string{
	"village_cadre", "village_team", "town_clerk", "town_head", "county_clerk", "county_head", "department",
	"city", "province", "evaluator", "analyst", "sysadmin", "secadmin", "auditor",
}

// Labels are what roles are called.
var Labels = map[string]string{
	"village_cadre": "村干部", "village_team": "驻村工作队", "town_clerk": "乡镇经办", "town_head": "乡镇领导",
	"county_clerk": "县级经办", "county_head": "县级领导", "department": "部门经办", "city": "市级", "province": "省级",
	"evaluator": "第三方评估", "analyst": "分析员", "sysadmin": "系统管理员", "secadmin": "安全管理员", "auditor": "审计管理员",
}

// levels are where a role may sit: a village cadre has a village, a county clerk
// a county. Roles not named here may sit anywhere.
var levels = map[string]division.Level{
	"village_cadre": division.Village, "village_team": division.Village,
	"town_clerk": division.Town, "town_head": division.Town,
	"county_clerk": division.County, "county_head": division.County, "department": division.County,
	"city": division.Prefecture, "province": division.Province,
}

// ErrGrant is a grant that names no role or the wrong kind of place, and ErrOwner,
// which is one too, names no department or one that owns no table.
var (
	ErrGrant = errors.New("授权不对")
	ErrOwner = fmt.Errorf("%w", ErrGrant)
)

// Department is the role that brings its own tables for a county, and answers what
// it is asked about them.
const Department = "department"

// checkGrant refuses a role that is none, or for a division of another level, and a
// department without a name or with one that owns no table.
//
// Source: casework contract, "Who may see and do what", column scope.
func (d *Desk) checkGrant(g Grant) error {
	if !slices.Contains(Roles, g.Role) {
		return fmt.Errorf("%w：没有“%s”这个角色", ErrGrant, g.Role)
	}
	if g.Division == 0 || g.Division > lastCode {
		return fmt.Errorf("%w：请选角色“%s”管的行政区划", ErrGrant, g.Role)
	}
	if level, bound := levels[g.Role]; bound && g.Division.Level() != level {
		return fmt.Errorf("%w：角色“%s”的区划 %s 级别不对", ErrGrant, g.Role, g.Division)
	}
	switch {
	case g.Role != Department && g.Owner != "":
		return fmt.Errorf("%w：只有部门经办要写部门，角色“%s”不用写“%s”", ErrOwner, Labels[g.Role], g.Owner)
	case g.Role == Department && g.Owner == "":
		return fmt.Errorf("%w：部门经办要写明是哪个部门的，可选 %s", ErrOwner, strings.Join(d.Owners, "、"))
	case g.Role == Department && !slices.Contains(d.Owners, g.Owner):
		return fmt.Errorf("%w：方案里没有“%s”报送的表，可选 %s", ErrOwner, g.Owner, strings.Join(d.Owners, "、"))
	}
	return nil
}

const lastCode division.Code = 999999_999999

// LevelOf is the level at which a role must sit; false: it may sit anywhere.
func LevelOf(role string) (division.Level, bool) {
	level, bound := levels[role]
	return level, bound
}
