package bind_test

import (
	"testing"

	"beilun/knowledge/bind"
)

func init() { bind.ZZBinder = func(t *testing.T) bind.Binder { return binder(t) } }
