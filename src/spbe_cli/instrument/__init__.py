"""The instrument: its parts, the shipped files, and how a file becomes one."""

from spbe_cli.instrument.model import AskedItem as AskedItem
from spbe_cli.instrument.model import Aspect as Aspect
from spbe_cli.instrument.model import Capability as Capability
from spbe_cli.instrument.model import Domain as Domain
from spbe_cli.instrument.model import Evidence as Evidence
from spbe_cli.instrument.model import ExternalIndex as ExternalIndex
from spbe_cli.instrument.model import Frame as Frame
from spbe_cli.instrument.model import Indicator as Indicator
from spbe_cli.instrument.model import Instrument as Instrument
from spbe_cli.instrument.model import Level as Level
from spbe_cli.instrument.model import Pair as Pair
from spbe_cli.instrument.model import Predicate as Predicate
from spbe_cli.instrument.model import Reuse as Reuse
