#!/usr/bin/env node
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 9379:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const ANY = Symbol('SemVer ANY')
// hoisted class for cyclic dependency
class Comparator {
  static get ANY () {
    return ANY
  }

  constructor (comp, options) {
    options = parseOptions(options)

    if (comp instanceof Comparator) {
      if (comp.loose === !!options.loose) {
        return comp
      } else {
        comp = comp.value
      }
    }

    comp = comp.trim().split(/\s+/).join(' ')
    debug('comparator', comp, options)
    this.options = options
    this.loose = !!options.loose
    this.parse(comp)

    if (this.semver === ANY) {
      this.value = ''
    } else {
      this.value = this.operator + this.semver.version
    }

    debug('comp', this)
  }

  parse (comp) {
    const r = this.options.loose ? re[t.COMPARATORLOOSE] : re[t.COMPARATOR]
    const m = comp.match(r)

    if (!m) {
      throw new TypeError(`Invalid comparator: ${comp}`)
    }

    this.operator = m[1] !== undefined ? m[1] : ''
    if (this.operator === '=') {
      this.operator = ''
    }

    // if it literally is just '>' or '' then allow anything.
    if (!m[2]) {
      this.semver = ANY
    } else {
      this.semver = new SemVer(m[2], this.options.loose)
    }
  }

  toString () {
    return this.value
  }

  test (version) {
    debug('Comparator.test', version, this.options.loose)

    if (this.semver === ANY || version === ANY) {
      return true
    }

    if (typeof version === 'string') {
      try {
        version = new SemVer(version, this.options)
      } catch (er) {
        return false
      }
    }

    return cmp(version, this.operator, this.semver, this.options)
  }

  intersects (comp, options) {
    if (!(comp instanceof Comparator)) {
      throw new TypeError('a Comparator is required')
    }

    if (this.operator === '') {
      if (this.value === '') {
        return true
      }
      return new Range(comp.value, options).test(this.value)
    } else if (comp.operator === '') {
      if (comp.value === '') {
        return true
      }
      return new Range(this.value, options).test(comp.semver)
    }

    options = parseOptions(options)

    // Special cases where nothing can possibly be lower
    if (options.includePrerelease &&
      (this.value === '<0.0.0-0' || comp.value === '<0.0.0-0')) {
      return false
    }
    if (!options.includePrerelease &&
      (this.value.startsWith('<0.0.0') || comp.value.startsWith('<0.0.0'))) {
      return false
    }

    // Same direction increasing (> or >=)
    if (this.operator.startsWith('>') && comp.operator.startsWith('>')) {
      return true
    }
    // Same direction decreasing (< or <=)
    if (this.operator.startsWith('<') && comp.operator.startsWith('<')) {
      return true
    }
    // same SemVer and both sides are inclusive (<= or >=)
    if (
      (this.semver.version === comp.semver.version) &&
      this.operator.includes('=') && comp.operator.includes('=')) {
      return true
    }
    // opposite directions less than
    if (cmp(this.semver, '<', comp.semver, options) &&
      this.operator.startsWith('>') && comp.operator.startsWith('<')) {
      return true
    }
    // opposite directions greater than
    if (cmp(this.semver, '>', comp.semver, options) &&
      this.operator.startsWith('<') && comp.operator.startsWith('>')) {
      return true
    }
    return false
  }
}

module.exports = Comparator

const parseOptions = __nccwpck_require__(356)
const { safeRe: re, t } = __nccwpck_require__(5471)
const cmp = __nccwpck_require__(8646)
const debug = __nccwpck_require__(1159)
const SemVer = __nccwpck_require__(7163)
const Range = __nccwpck_require__(6782)


/***/ }),

/***/ 6782:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SPACE_CHARACTERS = /\s+/g

// hoisted class for cyclic dependency
class Range {
  constructor (range, options) {
    options = parseOptions(options)

    if (range instanceof Range) {
      if (
        range.loose === !!options.loose &&
        range.includePrerelease === !!options.includePrerelease
      ) {
        return range
      } else {
        return new Range(range.raw, options)
      }
    }

    if (range instanceof Comparator) {
      // just put it in the set and return
      this.raw = range.value
      this.set = [[range]]
      this.formatted = undefined
      return this
    }

    this.options = options
    this.loose = !!options.loose
    this.includePrerelease = !!options.includePrerelease

    // First reduce all whitespace as much as possible so we do not have to rely
    // on potentially slow regexes like \s*. This is then stored and used for
    // future error messages as well.
    this.raw = range.trim().replace(SPACE_CHARACTERS, ' ')

    // First, split on ||
    this.set = this.raw
      .split('||')
      // map the range to a 2d array of comparators
      .map(r => this.parseRange(r.trim()))
      // throw out any comparator lists that are empty
      // this generally means that it was not a valid range, which is allowed
      // in loose mode, but will still throw if the WHOLE range is invalid.
      .filter(c => c.length)

    if (!this.set.length) {
      throw new TypeError(`Invalid SemVer Range: ${this.raw}`)
    }

    // if we have any that are not the null set, throw out null sets.
    if (this.set.length > 1) {
      // keep the first one, in case they're all null sets
      const first = this.set[0]
      this.set = this.set.filter(c => !isNullSet(c[0]))
      if (this.set.length === 0) {
        this.set = [first]
      } else if (this.set.length > 1) {
        // if we have any that are *, then the range is just *
        for (const c of this.set) {
          if (c.length === 1 && isAny(c[0])) {
            this.set = [c]
            break
          }
        }
      }
    }

    this.formatted = undefined
  }

  get range () {
    if (this.formatted === undefined) {
      this.formatted = ''
      for (let i = 0; i < this.set.length; i++) {
        if (i > 0) {
          this.formatted += '||'
        }
        const comps = this.set[i]
        for (let k = 0; k < comps.length; k++) {
          if (k > 0) {
            this.formatted += ' '
          }
          this.formatted += comps[k].toString().trim()
        }
      }
    }
    return this.formatted
  }

  format () {
    return this.range
  }

  toString () {
    return this.range
  }

  parseRange (range) {
    // strip build metadata so it can't bleed into the version
    range = range.replace(BUILDSTRIPRE, '')

    // memoize range parsing for performance.
    // this is a very hot path, and fully deterministic.
    const memoOpts =
      (this.options.includePrerelease && FLAG_INCLUDE_PRERELEASE) |
      (this.options.loose && FLAG_LOOSE)
    const memoKey = memoOpts + ':' + range
    const cached = cache.get(memoKey)
    if (cached) {
      return cached
    }

    const loose = this.options.loose
    // `1.2.3 - 1.2.4` => `>=1.2.3 <=1.2.4`
    const hr = loose ? re[t.HYPHENRANGELOOSE] : re[t.HYPHENRANGE]
    range = range.replace(hr, hyphenReplace(this.options.includePrerelease))
    debug('hyphen replace', range)

    // `> 1.2.3 < 1.2.5` => `>1.2.3 <1.2.5`
    range = trimComparatorWhitespace(range)
    debug('comparator trim', range)

    // `~ 1.2.3` => `~1.2.3`
    range = range.replace(re[t.TILDETRIM], tildeTrimReplace)
    debug('tilde trim', range)

    // `^ 1.2.3` => `^1.2.3`
    range = range.replace(re[t.CARETTRIM], caretTrimReplace)
    debug('caret trim', range)

    // At this point, the range is completely trimmed and
    // ready to be split into comparators.

    let rangeList = range
      .split(' ')
      .map(comp => parseComparator(comp, this.options))
      .join(' ')
      .split(/\s+/)
      // >=0.0.0 is equivalent to *
      .map(comp => replaceGTE0(comp, this.options))

    if (loose) {
      // in loose mode, throw out any that are not valid comparators
      rangeList = rangeList.filter(comp => {
        debug('loose invalid filter', comp, this.options)
        return !!comp.match(re[t.COMPARATORLOOSE])
      })
    }
    debug('range list', rangeList)

    // if any comparators are the null set, then replace with JUST null set
    // if more than one comparator, remove any * comparators
    // also, don't include the same comparator more than once
    const rangeMap = new Map()
    const comparators = rangeList.map(comp => new Comparator(comp, this.options))
    for (const comp of comparators) {
      if (isNullSet(comp)) {
        return [comp]
      }
      rangeMap.set(comp.value, comp)
    }
    if (rangeMap.size > 1 && rangeMap.has('')) {
      rangeMap.delete('')
    }

    const result = [...rangeMap.values()]
    cache.set(memoKey, result)
    return result
  }

  intersects (range, options) {
    if (!(range instanceof Range)) {
      throw new TypeError('a Range is required')
    }

    return this.set.some((thisComparators) => {
      return (
        isSatisfiable(thisComparators, options) &&
        range.set.some((rangeComparators) => {
          return (
            isSatisfiable(rangeComparators, options) &&
            thisComparators.every((thisComparator) => {
              return rangeComparators.every((rangeComparator) => {
                return thisComparator.intersects(rangeComparator, options)
              })
            })
          )
        })
      )
    })
  }

  // if ANY of the sets match ALL of its comparators, then pass
  test (version) {
    if (!version) {
      return false
    }

    if (typeof version === 'string') {
      try {
        version = new SemVer(version, this.options)
      } catch (er) {
        return false
      }
    }

    for (let i = 0; i < this.set.length; i++) {
      if (testSet(this.set[i], version, this.options)) {
        return true
      }
    }
    return false
  }
}

module.exports = Range

const LRU = __nccwpck_require__(1383)
const cache = new LRU()

const parseOptions = __nccwpck_require__(356)
const Comparator = __nccwpck_require__(9379)
const debug = __nccwpck_require__(1159)
const SemVer = __nccwpck_require__(7163)
const trimComparatorWhitespace = __nccwpck_require__(9737)
const {
  safeRe: re,
  src,
  t,
  tildeTrimReplace,
  caretTrimReplace,
} = __nccwpck_require__(5471)
const { FLAG_INCLUDE_PRERELEASE, FLAG_LOOSE } = __nccwpck_require__(5101)

// unbounded global build-metadata stripper used by parseRange
const BUILDSTRIPRE = new RegExp(src[t.BUILD], 'g')

const isNullSet = c => c.value === '<0.0.0-0'
const isAny = c => c.value === ''

// take a set of comparators and determine whether there
// exists a version which can satisfy it
const isSatisfiable = (comparators, options) => {
  let result = true
  const remainingComparators = comparators.slice()
  let testComparator = remainingComparators.pop()

  while (result && remainingComparators.length) {
    result = remainingComparators.every((otherComparator) => {
      return testComparator.intersects(otherComparator, options)
    })

    testComparator = remainingComparators.pop()
  }

  return result
}

// comprised of xranges, tildes, stars, and gtlt's at this point.
// already replaced the hyphen ranges
// turn into a set of JUST comparators.
const parseComparator = (comp, options) => {
  comp = comp.replace(re[t.BUILD], '')
  debug('comp', comp, options)
  comp = replaceCarets(comp, options)
  debug('caret', comp)
  comp = replaceTildes(comp, options)
  debug('tildes', comp)
  comp = replaceXRanges(comp, options)
  debug('xrange', comp)
  comp = replaceStars(comp, options)
  debug('stars', comp)
  return comp
}

const isX = id => !id || id.toLowerCase() === 'x' || id === '*'

const invalidXRangeOrder = (M, m, p) => (
  (isX(M) && !isX(m)) ||
  (isX(m) && p && !isX(p))
)

// ~, ~> --> * (any, kinda silly)
// ~2, ~2.x, ~2.x.x, ~>2, ~>2.x ~>2.x.x --> >=2.0.0 <3.0.0-0
// ~2.0, ~2.0.x, ~>2.0, ~>2.0.x --> >=2.0.0 <2.1.0-0
// ~1.2, ~1.2.x, ~>1.2, ~>1.2.x --> >=1.2.0 <1.3.0-0
// ~1.2.3, ~>1.2.3 --> >=1.2.3 <1.3.0-0
// ~1.2.0, ~>1.2.0 --> >=1.2.0 <1.3.0-0
// ~0.0.1 --> >=0.0.1 <0.1.0-0
const replaceTildes = (comp, options) => {
  return comp
    .trim()
    .split(/\s+/)
    .map((c) => replaceTilde(c, options))
    .join(' ')
}

const replaceTilde = (comp, options) => {
  const r = options.loose ? re[t.TILDELOOSE] : re[t.TILDE]
  // if we're including prereleases in the match, then the lower bound is
  // -0, the lowest possible prerelease value, just like x-ranges and carets.
  // this keeps `~1.2` equivalent to the `1.2.x` x-range it's documented as.
  const z = options.includePrerelease ? '-0' : ''
  return comp.replace(r, (_, M, m, p, pr) => {
    debug('tilde', comp, _, M, m, p, pr)
    let ret

    if (isX(M)) {
      ret = ''
    } else if (isX(m)) {
      ret = `>=${M}.0.0${z} <${+M + 1}.0.0-0`
    } else if (isX(p)) {
      // ~1.2 == >=1.2.0 <1.3.0-0
      ret = `>=${M}.${m}.0${z} <${M}.${+m + 1}.0-0`
    } else if (pr) {
      debug('replaceTilde pr', pr)
      ret = `>=${M}.${m}.${p}-${pr
      } <${M}.${+m + 1}.0-0`
    } else {
      // ~1.2.3 == >=1.2.3 <1.3.0-0
      ret = `>=${M}.${m}.${p
      } <${M}.${+m + 1}.0-0`
    }

    debug('tilde return', ret)
    return ret
  })
}

// ^ --> * (any, kinda silly)
// ^2, ^2.x, ^2.x.x --> >=2.0.0 <3.0.0-0
// ^2.0, ^2.0.x --> >=2.0.0 <3.0.0-0
// ^1.2, ^1.2.x --> >=1.2.0 <2.0.0-0
// ^1.2.3 --> >=1.2.3 <2.0.0-0
// ^1.2.0 --> >=1.2.0 <2.0.0-0
// ^0.0.1 --> >=0.0.1 <0.0.2-0
// ^0.1.0 --> >=0.1.0 <0.2.0-0
const replaceCarets = (comp, options) => {
  return comp
    .trim()
    .split(/\s+/)
    .map((c) => replaceCaret(c, options))
    .join(' ')
}

const replaceCaret = (comp, options) => {
  debug('caret', comp, options)
  const r = options.loose ? re[t.CARETLOOSE] : re[t.CARET]
  const z = options.includePrerelease ? '-0' : ''
  return comp.replace(r, (_, M, m, p, pr) => {
    debug('caret', comp, _, M, m, p, pr)
    let ret

    if (isX(M)) {
      ret = ''
    } else if (isX(m)) {
      ret = `>=${M}.0.0${z} <${+M + 1}.0.0-0`
    } else if (isX(p)) {
      if (M === '0') {
        ret = `>=${M}.${m}.0${z} <${M}.${+m + 1}.0-0`
      } else {
        ret = `>=${M}.${m}.0${z} <${+M + 1}.0.0-0`
      }
    } else if (pr) {
      debug('replaceCaret pr', pr)
      if (M === '0') {
        if (m === '0') {
          ret = `>=${M}.${m}.${p}-${pr
          } <${M}.${m}.${+p + 1}-0`
        } else {
          ret = `>=${M}.${m}.${p}-${pr
          } <${M}.${+m + 1}.0-0`
        }
      } else {
        ret = `>=${M}.${m}.${p}-${pr
        } <${+M + 1}.0.0-0`
      }
    } else {
      debug('no pr')
      if (M === '0') {
        if (m === '0') {
          ret = `>=${M}.${m}.${p
          } <${M}.${m}.${+p + 1}-0`
        } else {
          ret = `>=${M}.${m}.${p
          } <${M}.${+m + 1}.0-0`
        }
      } else {
        ret = `>=${M}.${m}.${p
        } <${+M + 1}.0.0-0`
      }
    }

    debug('caret return', ret)
    return ret
  })
}

const replaceXRanges = (comp, options) => {
  debug('replaceXRanges', comp, options)
  return comp
    .split(/\s+/)
    .map((c) => replaceXRange(c, options))
    .join(' ')
}

const replaceXRange = (comp, options) => {
  comp = comp.trim()
  const r = options.loose ? re[t.XRANGELOOSE] : re[t.XRANGE]
  return comp.replace(r, (ret, gtlt, M, m, p, pr) => {
    debug('xRange', comp, ret, gtlt, M, m, p, pr)
    if (invalidXRangeOrder(M, m, p)) {
      return comp
    }

    const xM = isX(M)
    const xm = xM || isX(m)
    const xp = xm || isX(p)
    const anyX = xp

    if (gtlt === '=' && anyX) {
      gtlt = ''
    }

    // if we're including prereleases in the match, then we need
    // to fix this to -0, the lowest possible prerelease value
    pr = options.includePrerelease ? '-0' : ''

    if (xM) {
      if (gtlt === '>' || gtlt === '<') {
        // nothing is allowed
        ret = '<0.0.0-0'
      } else {
        // nothing is forbidden
        ret = '*'
      }
    } else if (gtlt && anyX) {
      // we know patch is an x, because we have any x at all.
      // replace X with 0
      if (xm) {
        m = 0
      }
      p = 0

      if (gtlt === '>') {
        // >1 => >=2.0.0
        // >1.2 => >=1.3.0
        gtlt = '>='
        if (xm) {
          M = +M + 1
          m = 0
          p = 0
        } else {
          m = +m + 1
          p = 0
        }
      } else if (gtlt === '<=') {
        // <=0.7.x is actually <0.8.0, since any 0.7.x should
        // pass.  Similarly, <=7.x is actually <8.0.0, etc.
        gtlt = '<'
        if (xm) {
          M = +M + 1
        } else {
          m = +m + 1
        }
      }

      if (gtlt === '<') {
        pr = '-0'
      }

      ret = `${gtlt + M}.${m}.${p}${pr}`
    } else if (xm) {
      ret = `>=${M}.0.0${pr} <${+M + 1}.0.0-0`
    } else if (xp) {
      ret = `>=${M}.${m}.0${pr
      } <${M}.${+m + 1}.0-0`
    }

    debug('xRange return', ret)

    return ret
  })
}

// Because * is AND-ed with everything else in the comparator,
// and '' means "any version", just remove the *s entirely.
const replaceStars = (comp, options) => {
  debug('replaceStars', comp, options)
  // Looseness is ignored here.  star is always as loose as it gets!
  return comp
    .trim()
    .replace(re[t.STAR], '')
}

const replaceGTE0 = (comp, options) => {
  debug('replaceGTE0', comp, options)
  return comp
    .trim()
    .replace(re[options.includePrerelease ? t.GTE0PRE : t.GTE0], '')
}

// This function is passed to string.replace(re[t.HYPHENRANGE])
// M, m, patch, prerelease, build
// 1.2 - 3.4.5 => >=1.2.0 <=3.4.5
// 1.2.3 - 3.4 => >=1.2.0 <3.5.0-0 Any 3.4.x will do
// 1.2 - 3.4 => >=1.2.0 <3.5.0-0
// TODO build?
const hyphenReplace = incPr => ($0,
  from, fM, fm, fp, fpr, fb,
  to, tM, tm, tp, tpr) => {
  if (isX(fM)) {
    from = ''
  } else if (isX(fm)) {
    from = `>=${fM}.0.0${incPr ? '-0' : ''}`
  } else if (isX(fp)) {
    from = `>=${fM}.${fm}.0${incPr ? '-0' : ''}`
  } else if (fpr) {
    from = `>=${from}`
  } else {
    from = `>=${from}${incPr ? '-0' : ''}`
  }

  if (isX(tM)) {
    to = ''
  } else if (isX(tm)) {
    to = `<${+tM + 1}.0.0-0`
  } else if (isX(tp)) {
    to = `<${tM}.${+tm + 1}.0-0`
  } else if (tpr) {
    to = `<=${tM}.${tm}.${tp}-${tpr}`
  } else if (incPr) {
    to = `<${tM}.${tm}.${+tp + 1}-0`
  } else {
    to = `<=${to}`
  }

  return `${from} ${to}`.trim()
}

const testSet = (set, version, options) => {
  for (let i = 0; i < set.length; i++) {
    if (!set[i].test(version)) {
      return false
    }
  }

  if (version.prerelease.length && !options.includePrerelease) {
    // Find the set of versions that are allowed to have prereleases
    // For example, ^1.2.3-pr.1 desugars to >=1.2.3-pr.1 <2.0.0
    // That should allow `1.2.3-pr.2` to pass.
    // However, `1.2.4-alpha.notready` should NOT be allowed,
    // even though it's within the range set by the comparators.
    for (let i = 0; i < set.length; i++) {
      debug(set[i].semver)
      if (set[i].semver === Comparator.ANY) {
        continue
      }

      if (set[i].semver.prerelease.length > 0) {
        const allowed = set[i].semver
        if (allowed.major === version.major &&
            allowed.minor === version.minor &&
            allowed.patch === version.patch) {
          return true
        }
      }
    }

    // Version has a -pre, but it's not one of the ones we like.
    return false
  }

  return true
}


/***/ }),

/***/ 7163:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const debug = __nccwpck_require__(1159)
const { MAX_LENGTH, MAX_SAFE_INTEGER } = __nccwpck_require__(5101)
const { safeRe: re, t } = __nccwpck_require__(5471)

const parseOptions = __nccwpck_require__(356)
const { compareIdentifiers } = __nccwpck_require__(3348)

const isPrereleaseIdentifier = (prerelease, identifier) => {
  const identifiers = identifier.split('.')
  if (identifiers.length > prerelease.length) {
    return false
  }

  for (let i = 0; i < identifiers.length; i++) {
    if (compareIdentifiers(prerelease[i], identifiers[i]) !== 0) {
      return false
    }
  }

  return true
}

class SemVer {
  constructor (version, options) {
    options = parseOptions(options)

    if (version instanceof SemVer) {
      if (version.loose === !!options.loose &&
        version.includePrerelease === !!options.includePrerelease) {
        return version
      } else {
        version = version.version
      }
    } else if (typeof version !== 'string') {
      throw new TypeError(`Invalid version. Must be a string. Got type "${typeof version}".`)
    }

    if (version.length > MAX_LENGTH) {
      throw new TypeError(
        `version is longer than ${MAX_LENGTH} characters`
      )
    }

    debug('SemVer', version, options)
    this.options = options
    this.loose = !!options.loose
    // this isn't actually relevant for versions, but keep it so that we
    // don't run into trouble passing this.options around.
    this.includePrerelease = !!options.includePrerelease

    const m = version.trim().match(options.loose ? re[t.LOOSE] : re[t.FULL])

    if (!m) {
      throw new TypeError(`Invalid Version: ${version}`)
    }

    this.raw = version

    // these are actually numbers
    this.major = +m[1]
    this.minor = +m[2]
    this.patch = +m[3]

    if (this.major > MAX_SAFE_INTEGER || this.major < 0) {
      throw new TypeError('Invalid major version')
    }

    if (this.minor > MAX_SAFE_INTEGER || this.minor < 0) {
      throw new TypeError('Invalid minor version')
    }

    if (this.patch > MAX_SAFE_INTEGER || this.patch < 0) {
      throw new TypeError('Invalid patch version')
    }

    // numberify any prerelease numeric ids
    if (!m[4]) {
      this.prerelease = []
    } else {
      this.prerelease = m[4].split('.').map((id) => {
        if (/^[0-9]+$/.test(id)) {
          const num = +id
          if (num >= 0 && num < MAX_SAFE_INTEGER) {
            return num
          }
        }
        return id
      })
    }

    this.build = m[5] ? m[5].split('.') : []
    this.format()
  }

  format () {
    this.version = `${this.major}.${this.minor}.${this.patch}`
    if (this.prerelease.length) {
      this.version += `-${this.prerelease.join('.')}`
    }
    return this.version
  }

  toString () {
    return this.version
  }

  compare (other) {
    debug('SemVer.compare', this.version, this.options, other)
    if (!(other instanceof SemVer)) {
      if (typeof other === 'string' && other === this.version) {
        return 0
      }
      other = new SemVer(other, this.options)
    }

    if (other.version === this.version) {
      return 0
    }

    return this.compareMain(other) || this.comparePre(other)
  }

  compareMain (other) {
    if (!(other instanceof SemVer)) {
      other = new SemVer(other, this.options)
    }

    if (this.major < other.major) {
      return -1
    }
    if (this.major > other.major) {
      return 1
    }
    if (this.minor < other.minor) {
      return -1
    }
    if (this.minor > other.minor) {
      return 1
    }
    if (this.patch < other.patch) {
      return -1
    }
    if (this.patch > other.patch) {
      return 1
    }
    return 0
  }

  comparePre (other) {
    if (!(other instanceof SemVer)) {
      other = new SemVer(other, this.options)
    }

    // NOT having a prerelease is > having one
    if (this.prerelease.length && !other.prerelease.length) {
      return -1
    } else if (!this.prerelease.length && other.prerelease.length) {
      return 1
    } else if (!this.prerelease.length && !other.prerelease.length) {
      return 0
    }

    let i = 0
    do {
      const a = this.prerelease[i]
      const b = other.prerelease[i]
      debug('prerelease compare', i, a, b)
      if (a === undefined && b === undefined) {
        return 0
      } else if (b === undefined) {
        return 1
      } else if (a === undefined) {
        return -1
      } else if (a === b) {
        continue
      } else {
        return compareIdentifiers(a, b)
      }
    } while (++i)
  }

  compareBuild (other) {
    if (!(other instanceof SemVer)) {
      other = new SemVer(other, this.options)
    }

    let i = 0
    do {
      const a = this.build[i]
      const b = other.build[i]
      debug('build compare', i, a, b)
      if (a === undefined && b === undefined) {
        return 0
      } else if (b === undefined) {
        return 1
      } else if (a === undefined) {
        return -1
      } else if (a === b) {
        continue
      } else {
        return compareIdentifiers(a, b)
      }
    } while (++i)
  }

  // preminor will bump the version up to the next minor release, and immediately
  // down to pre-release. premajor and prepatch work the same way.
  inc (release, identifier, identifierBase) {
    if (release.startsWith('pre')) {
      if (!identifier && identifierBase === false) {
        throw new Error('invalid increment argument: identifier is empty')
      }
      // Avoid an invalid semver results
      if (identifier) {
        const match = `-${identifier}`.match(this.options.loose ? re[t.PRERELEASELOOSE] : re[t.PRERELEASE])
        if (!match || match[1] !== identifier) {
          throw new Error(`invalid identifier: ${identifier}`)
        }
      }
    }

    switch (release) {
      case 'premajor':
        this.prerelease.length = 0
        this.patch = 0
        this.minor = 0
        this.major++
        this.inc('pre', identifier, identifierBase)
        break
      case 'preminor':
        this.prerelease.length = 0
        this.patch = 0
        this.minor++
        this.inc('pre', identifier, identifierBase)
        break
      case 'prepatch':
        // If this is already a prerelease, it will bump to the next version
        // drop any prereleases that might already exist, since they are not
        // relevant at this point.
        this.prerelease.length = 0
        this.inc('patch', identifier, identifierBase)
        this.inc('pre', identifier, identifierBase)
        break
      // If the input is a non-prerelease version, this acts the same as
      // prepatch.
      case 'prerelease':
        if (this.prerelease.length === 0) {
          this.inc('patch', identifier, identifierBase)
        }
        this.inc('pre', identifier, identifierBase)
        break
      case 'release':
        if (this.prerelease.length === 0) {
          throw new Error(`version ${this.raw} is not a prerelease`)
        }
        this.prerelease.length = 0
        break

      case 'major':
        // If this is a pre-major version, bump up to the same major version.
        // Otherwise increment major.
        // 1.0.0-5 bumps to 1.0.0
        // 1.1.0 bumps to 2.0.0
        if (
          this.minor !== 0 ||
          this.patch !== 0 ||
          this.prerelease.length === 0
        ) {
          this.major++
        }
        this.minor = 0
        this.patch = 0
        this.prerelease = []
        break
      case 'minor':
        // If this is a pre-minor version, bump up to the same minor version.
        // Otherwise increment minor.
        // 1.2.0-5 bumps to 1.2.0
        // 1.2.1 bumps to 1.3.0
        if (this.patch !== 0 || this.prerelease.length === 0) {
          this.minor++
        }
        this.patch = 0
        this.prerelease = []
        break
      case 'patch':
        // If this is not a pre-release version, it will increment the patch.
        // If it is a pre-release it will bump up to the same patch version.
        // 1.2.0-5 patches to 1.2.0
        // 1.2.0 patches to 1.2.1
        if (this.prerelease.length === 0) {
          this.patch++
        }
        this.prerelease = []
        break
      // This probably shouldn't be used publicly.
      // 1.0.0 'pre' would become 1.0.0-0 which is the wrong direction.
      case 'pre': {
        const base = Number(identifierBase) ? 1 : 0

        if (this.prerelease.length === 0) {
          this.prerelease = [base]
        } else {
          let i = this.prerelease.length
          while (--i >= 0) {
            if (typeof this.prerelease[i] === 'number') {
              this.prerelease[i]++
              i = -2
            }
          }
          if (i === -1) {
            // didn't increment anything
            if (identifier === this.prerelease.join('.') && identifierBase === false) {
              throw new Error('invalid increment argument: identifier already exists')
            }
            this.prerelease.push(base)
          }
        }
        if (identifier) {
          // 1.2.0-beta.1 bumps to 1.2.0-beta.2,
          // 1.2.0-beta.fooblz or 1.2.0-beta bumps to 1.2.0-beta.0
          let prerelease = [identifier, base]
          if (identifierBase === false) {
            prerelease = [identifier]
          }
          if (isPrereleaseIdentifier(this.prerelease, identifier)) {
            const prereleaseBase = this.prerelease[identifier.split('.').length]
            if (isNaN(prereleaseBase)) {
              this.prerelease = prerelease
            }
          } else {
            this.prerelease = prerelease
          }
        }
        break
      }
      default:
        throw new Error(`invalid increment argument: ${release}`)
    }
    this.raw = this.format()
    if (this.build.length) {
      this.raw += `+${this.build.join('.')}`
    }
    return this
  }
}

module.exports = SemVer


/***/ }),

/***/ 1799:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const parse = __nccwpck_require__(6353)
const clean = (version, options) => {
  const s = parse(version.trim().replace(/^[=v]+/, ''), options)
  return s ? s.version : null
}
module.exports = clean


/***/ }),

/***/ 8646:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const eq = __nccwpck_require__(5082)
const neq = __nccwpck_require__(4974)
const gt = __nccwpck_require__(6599)
const gte = __nccwpck_require__(1236)
const lt = __nccwpck_require__(3872)
const lte = __nccwpck_require__(6717)

const cmp = (a, op, b, loose) => {
  switch (op) {
    case '===':
      if (typeof a === 'object') {
        a = a.version
      }
      if (typeof b === 'object') {
        b = b.version
      }
      return a === b

    case '!==':
      if (typeof a === 'object') {
        a = a.version
      }
      if (typeof b === 'object') {
        b = b.version
      }
      return a !== b

    case '':
    case '=':
    case '==':
      return eq(a, b, loose)

    case '!=':
      return neq(a, b, loose)

    case '>':
      return gt(a, b, loose)

    case '>=':
      return gte(a, b, loose)

    case '<':
      return lt(a, b, loose)

    case '<=':
      return lte(a, b, loose)

    default:
      throw new TypeError(`Invalid operator: ${op}`)
  }
}
module.exports = cmp


/***/ }),

/***/ 5385:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(7163)
const parse = __nccwpck_require__(6353)
const { safeRe: re, t } = __nccwpck_require__(5471)

const coerce = (version, options) => {
  if (version instanceof SemVer) {
    return version
  }

  if (typeof version === 'number') {
    version = String(version)
  }

  if (typeof version !== 'string') {
    return null
  }

  options = options || {}

  let match = null
  if (!options.rtl) {
    match = version.match(options.includePrerelease ? re[t.COERCEFULL] : re[t.COERCE])
  } else {
    // Find the right-most coercible string that does not share
    // a terminus with a more left-ward coercible string.
    // Eg, '1.2.3.4' wants to coerce '2.3.4', not '3.4' or '4'
    // With includePrerelease option set, '1.2.3.4-rc' wants to coerce '2.3.4-rc', not '2.3.4'
    //
    // Walk through the string checking with a /g regexp
    // Manually set the index so as to pick up overlapping matches.
    // Stop when we get a match that ends at the string end, since no
    // coercible string can be more right-ward without the same terminus.
    const coerceRtlRegex = options.includePrerelease ? re[t.COERCERTLFULL] : re[t.COERCERTL]
    let next
    while ((next = coerceRtlRegex.exec(version)) &&
        (!match || match.index + match[0].length !== version.length)
    ) {
      if (!match ||
            next.index + next[0].length !== match.index + match[0].length) {
        match = next
      }
      coerceRtlRegex.lastIndex = next.index + next[1].length + next[2].length
    }
    // leave it in a clean state
    coerceRtlRegex.lastIndex = -1
  }

  if (match === null) {
    return null
  }

  const major = match[2]
  const minor = match[3] || '0'
  const patch = match[4] || '0'
  const prerelease = options.includePrerelease && match[5] ? `-${match[5]}` : ''
  const build = options.includePrerelease && match[6] ? `+${match[6]}` : ''

  return parse(`${major}.${minor}.${patch}${prerelease}${build}`, options)
}
module.exports = coerce


/***/ }),

/***/ 7648:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(7163)
const compareBuild = (a, b, loose) => {
  const versionA = new SemVer(a, loose)
  const versionB = new SemVer(b, loose)
  return versionA.compare(versionB) || versionA.compareBuild(versionB)
}
module.exports = compareBuild


/***/ }),

/***/ 6874:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compare = __nccwpck_require__(8469)
const compareLoose = (a, b) => compare(a, b, true)
module.exports = compareLoose


/***/ }),

/***/ 8469:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(7163)
const compare = (a, b, loose) =>
  new SemVer(a, loose).compare(new SemVer(b, loose))

module.exports = compare


/***/ }),

/***/ 711:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const parse = __nccwpck_require__(6353)

const diff = (version1, version2) => {
  const v1 = parse(version1, null, true)
  const v2 = parse(version2, null, true)
  const comparison = v1.compare(v2)

  if (comparison === 0) {
    return null
  }

  const v1Higher = comparison > 0
  const highVersion = v1Higher ? v1 : v2
  const lowVersion = v1Higher ? v2 : v1
  const highHasPre = !!highVersion.prerelease.length
  const lowHasPre = !!lowVersion.prerelease.length

  if (lowHasPre && !highHasPre) {
    // Going from prerelease -> no prerelease requires some special casing

    // If the low version has only a major, then it will always be a major
    // Some examples:
    // 1.0.0-1 -> 1.0.0
    // 1.0.0-1 -> 1.1.1
    // 1.0.0-1 -> 2.0.0
    if (!lowVersion.patch && !lowVersion.minor) {
      return 'major'
    }

    // If the main part has no difference
    if (lowVersion.compareMain(highVersion) === 0) {
      if (lowVersion.minor && !lowVersion.patch) {
        return 'minor'
      }
      return 'patch'
    }
  }

  // add the `pre` prefix if we are going to a prerelease version
  const prefix = highHasPre ? 'pre' : ''

  if (v1.major !== v2.major) {
    return prefix + 'major'
  }

  if (v1.minor !== v2.minor) {
    return prefix + 'minor'
  }

  if (v1.patch !== v2.patch) {
    return prefix + 'patch'
  }

  // high and low are prereleases
  return 'prerelease'
}

module.exports = diff


/***/ }),

/***/ 5082:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compare = __nccwpck_require__(8469)
const eq = (a, b, loose) => compare(a, b, loose) === 0
module.exports = eq


/***/ }),

/***/ 6599:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compare = __nccwpck_require__(8469)
const gt = (a, b, loose) => compare(a, b, loose) > 0
module.exports = gt


/***/ }),

/***/ 1236:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compare = __nccwpck_require__(8469)
const gte = (a, b, loose) => compare(a, b, loose) >= 0
module.exports = gte


/***/ }),

/***/ 2338:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(7163)

const inc = (version, release, options, identifier, identifierBase) => {
  if (typeof (options) === 'string') {
    identifierBase = identifier
    identifier = options
    options = undefined
  }

  try {
    return new SemVer(
      version instanceof SemVer ? version.version : version,
      options
    ).inc(release, identifier, identifierBase).version
  } catch (er) {
    return null
  }
}
module.exports = inc


/***/ }),

/***/ 3872:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compare = __nccwpck_require__(8469)
const lt = (a, b, loose) => compare(a, b, loose) < 0
module.exports = lt


/***/ }),

/***/ 6717:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compare = __nccwpck_require__(8469)
const lte = (a, b, loose) => compare(a, b, loose) <= 0
module.exports = lte


/***/ }),

/***/ 8511:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(7163)
const major = (a, loose) => new SemVer(a, loose).major
module.exports = major


/***/ }),

/***/ 2603:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(7163)
const minor = (a, loose) => new SemVer(a, loose).minor
module.exports = minor


/***/ }),

/***/ 4974:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compare = __nccwpck_require__(8469)
const neq = (a, b, loose) => compare(a, b, loose) !== 0
module.exports = neq


/***/ }),

/***/ 6353:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(7163)
const parse = (version, options, throwErrors = false) => {
  if (version instanceof SemVer) {
    return version
  }
  try {
    return new SemVer(version, options)
  } catch (er) {
    if (!throwErrors) {
      return null
    }
    throw er
  }
}

module.exports = parse


/***/ }),

/***/ 8756:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(7163)
const patch = (a, loose) => new SemVer(a, loose).patch
module.exports = patch


/***/ }),

/***/ 5714:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const parse = __nccwpck_require__(6353)
const prerelease = (version, options) => {
  const parsed = parse(version, options)
  return (parsed && parsed.prerelease.length) ? parsed.prerelease : null
}
module.exports = prerelease


/***/ }),

/***/ 2173:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compare = __nccwpck_require__(8469)
const rcompare = (a, b, loose) => compare(b, a, loose)
module.exports = rcompare


/***/ }),

/***/ 7192:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compareBuild = __nccwpck_require__(7648)
const rsort = (list, loose) => list.sort((a, b) => compareBuild(b, a, loose))
module.exports = rsort


/***/ }),

/***/ 8011:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const Range = __nccwpck_require__(6782)
const satisfies = (version, range, options) => {
  try {
    range = new Range(range, options)
  } catch (er) {
    return false
  }
  return range.test(version)
}
module.exports = satisfies


/***/ }),

/***/ 9872:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compareBuild = __nccwpck_require__(7648)
const sort = (list, loose) => list.sort((a, b) => compareBuild(a, b, loose))
module.exports = sort


/***/ }),

/***/ 6114:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const parse = __nccwpck_require__(6353)
const constants = __nccwpck_require__(5101)
const SemVer = __nccwpck_require__(7163)

const truncate = (version, truncation, options) => {
  if (!constants.RELEASE_TYPES.includes(truncation)) {
    return null
  }

  const clonedVersion = cloneInputVersion(version, options)
  return clonedVersion && doTruncation(clonedVersion, truncation)
}

const cloneInputVersion = (version, options) => {
  const versionStringToParse = (
    version instanceof SemVer ? version.version : version
  )

  return parse(versionStringToParse, options)
}

const doTruncation = (version, truncation) => {
  if (isPrerelease(truncation)) {
    return version.version
  }

  version.prerelease = []

  switch (truncation) {
    case 'major':
      version.minor = 0
      version.patch = 0
      break
    case 'minor':
      version.patch = 0
      break
  }

  return version.format()
}

const isPrerelease = (type) => {
  return type.startsWith('pre')
}

module.exports = truncate


/***/ }),

/***/ 8780:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const parse = __nccwpck_require__(6353)
const valid = (version, options) => {
  const v = parse(version, options)
  return v ? v.version : null
}
module.exports = valid


/***/ }),

/***/ 2088:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



// just pre-load all the stuff that index.js lazily exports
const internalRe = __nccwpck_require__(5471)
const constants = __nccwpck_require__(5101)
const SemVer = __nccwpck_require__(7163)
const identifiers = __nccwpck_require__(3348)
const parse = __nccwpck_require__(6353)
const valid = __nccwpck_require__(8780)
const clean = __nccwpck_require__(1799)
const inc = __nccwpck_require__(2338)
const diff = __nccwpck_require__(711)
const major = __nccwpck_require__(8511)
const minor = __nccwpck_require__(2603)
const patch = __nccwpck_require__(8756)
const prerelease = __nccwpck_require__(5714)
const compare = __nccwpck_require__(8469)
const rcompare = __nccwpck_require__(2173)
const compareLoose = __nccwpck_require__(6874)
const compareBuild = __nccwpck_require__(7648)
const sort = __nccwpck_require__(9872)
const rsort = __nccwpck_require__(7192)
const gt = __nccwpck_require__(6599)
const lt = __nccwpck_require__(3872)
const eq = __nccwpck_require__(5082)
const neq = __nccwpck_require__(4974)
const gte = __nccwpck_require__(1236)
const lte = __nccwpck_require__(6717)
const cmp = __nccwpck_require__(8646)
const coerce = __nccwpck_require__(5385)
const truncate = __nccwpck_require__(6114)
const Comparator = __nccwpck_require__(9379)
const Range = __nccwpck_require__(6782)
const satisfies = __nccwpck_require__(8011)
const toComparators = __nccwpck_require__(4750)
const maxSatisfying = __nccwpck_require__(3193)
const minSatisfying = __nccwpck_require__(8595)
const minVersion = __nccwpck_require__(1866)
const validRange = __nccwpck_require__(4737)
const outside = __nccwpck_require__(280)
const gtr = __nccwpck_require__(2276)
const ltr = __nccwpck_require__(5213)
const intersects = __nccwpck_require__(3465)
const simplifyRange = __nccwpck_require__(2028)
const subset = __nccwpck_require__(1489)
module.exports = {
  parse,
  valid,
  clean,
  inc,
  diff,
  major,
  minor,
  patch,
  prerelease,
  compare,
  rcompare,
  compareLoose,
  compareBuild,
  sort,
  rsort,
  gt,
  lt,
  eq,
  neq,
  gte,
  lte,
  cmp,
  coerce,
  truncate,
  Comparator,
  Range,
  satisfies,
  toComparators,
  maxSatisfying,
  minSatisfying,
  minVersion,
  validRange,
  outside,
  gtr,
  ltr,
  intersects,
  simplifyRange,
  subset,
  SemVer,
  re: internalRe.re,
  src: internalRe.src,
  tokens: internalRe.t,
  SEMVER_SPEC_VERSION: constants.SEMVER_SPEC_VERSION,
  RELEASE_TYPES: constants.RELEASE_TYPES,
  compareIdentifiers: identifiers.compareIdentifiers,
  rcompareIdentifiers: identifiers.rcompareIdentifiers,
}


/***/ }),

/***/ 5101:
/***/ ((module) => {



// Note: this is the semver.org version of the spec that it implements
// Not necessarily the package version of this code.
const SEMVER_SPEC_VERSION = '2.0.0'

const MAX_LENGTH = 256
const MAX_SAFE_INTEGER = Number.MAX_SAFE_INTEGER ||
/* istanbul ignore next */ 9007199254740991

// Max safe segment length for coercion.
const MAX_SAFE_COMPONENT_LENGTH = 16

// Max safe length for a build identifier. The max length minus 6 characters for
// the shortest version with a build 0.0.0+BUILD.
const MAX_SAFE_BUILD_LENGTH = MAX_LENGTH - 6

// ECMAScript whitespace and line terminators matched by \s.
const WHITESPACE_CHARACTERS = [
  '\t',
  '\n',
  '\v',
  '\f',
  '\r',
  ' ',
  '\u00a0',
  '\u1680',
  '\u2000',
  '\u2001',
  '\u2002',
  '\u2003',
  '\u2004',
  '\u2005',
  '\u2006',
  '\u2007',
  '\u2008',
  '\u2009',
  '\u200a',
  '\u2028',
  '\u2029',
  '\u202f',
  '\u205f',
  '\u3000',
  '\ufeff',
]

const RELEASE_TYPES = [
  'major',
  'premajor',
  'minor',
  'preminor',
  'patch',
  'prepatch',
  'prerelease',
]

module.exports = {
  MAX_LENGTH,
  MAX_SAFE_COMPONENT_LENGTH,
  MAX_SAFE_BUILD_LENGTH,
  MAX_SAFE_INTEGER,
  WHITESPACE_CHARACTERS,
  RELEASE_TYPES,
  SEMVER_SPEC_VERSION,
  FLAG_INCLUDE_PRERELEASE: 0b001,
  FLAG_LOOSE: 0b010,
}


/***/ }),

/***/ 1159:
/***/ ((module) => {



const debug = (
  typeof process === 'object' &&
  process.env &&
  process.env.NODE_DEBUG &&
  /\bsemver\b/i.test(process.env.NODE_DEBUG)
) ? (...args) => console.error('SEMVER', ...args)
  : () => {}

module.exports = debug


/***/ }),

/***/ 3348:
/***/ ((module) => {



const numeric = /^[0-9]+$/
const compareIdentifiers = (a, b) => {
  if (typeof a === 'number' && typeof b === 'number') {
    return a === b ? 0 : a < b ? -1 : 1
  }

  const anum = numeric.test(a)
  const bnum = numeric.test(b)

  if (anum && bnum) {
    a = +a
    b = +b
  }

  return a === b ? 0
    : (anum && !bnum) ? -1
    : (bnum && !anum) ? 1
    : a < b ? -1
    : 1
}

const rcompareIdentifiers = (a, b) => compareIdentifiers(b, a)

module.exports = {
  compareIdentifiers,
  rcompareIdentifiers,
}


/***/ }),

/***/ 1383:
/***/ ((module) => {



class LRUCache {
  constructor () {
    this.max = 1000
    this.map = new Map()
  }

  get (key) {
    const value = this.map.get(key)
    if (value === undefined) {
      return undefined
    } else {
      // Remove the key from the map and add it to the end
      this.map.delete(key)
      this.map.set(key, value)
      return value
    }
  }

  delete (key) {
    return this.map.delete(key)
  }

  set (key, value) {
    const deleted = this.delete(key)

    if (!deleted && value !== undefined) {
      // If cache is full, delete the least recently used item
      if (this.map.size >= this.max) {
        const firstKey = this.map.keys().next().value
        this.delete(firstKey)
      }

      this.map.set(key, value)
    }

    return this
  }
}

module.exports = LRUCache


/***/ }),

/***/ 356:
/***/ ((module) => {



// parse out just the options we care about
const looseOption = Object.freeze({ loose: true })
const emptyOpts = Object.freeze({ })
const parseOptions = options => {
  if (!options) {
    return emptyOpts
  }

  if (typeof options !== 'object') {
    return looseOption
  }

  return options
}
module.exports = parseOptions


/***/ }),

/***/ 5471:
/***/ ((module, exports, __nccwpck_require__) => {



const {
  MAX_SAFE_COMPONENT_LENGTH,
  MAX_SAFE_BUILD_LENGTH,
  MAX_LENGTH,
} = __nccwpck_require__(5101)
const debug = __nccwpck_require__(1159)
exports = module.exports = {}

// The actual regexps go on exports.re
const re = exports.re = []
const safeRe = exports.safeRe = []
const src = exports.src = []
const safeSrc = exports.safeSrc = []
const t = exports.t = {}
let R = 0

const LETTERDASHNUMBER = '[a-zA-Z0-9-]'

// Replace some greedy regex tokens to prevent regex dos issues. These regex are
// used internally via the safeRe object since all inputs in this library get
// normalized first to trim and collapse all extra whitespace. The original
// regexes are exported for userland consumption and lower level usage. A
// future breaking change could export the safer regex only with a note that
// all input should have extra whitespace removed.
const safeRegexReplacements = [
  ['\\s', 1],
  ['\\d', MAX_LENGTH],
  [LETTERDASHNUMBER, MAX_SAFE_BUILD_LENGTH],
]

const makeSafeRegex = (value) => {
  for (const [token, max] of safeRegexReplacements) {
    value = value
      .split(`${token}*`).join(`${token}{0,${max}}`)
      .split(`${token}+`).join(`${token}{1,${max}}`)
  }
  return value
}

const createToken = (name, value, isGlobal) => {
  const safe = makeSafeRegex(value)
  const index = R++
  debug(name, index, value)
  t[name] = index
  src[index] = value
  safeSrc[index] = safe
  re[index] = new RegExp(value, isGlobal ? 'g' : undefined)
  safeRe[index] = new RegExp(safe, isGlobal ? 'g' : undefined)
}

// The following Regular Expressions can be used for tokenizing,
// validating, and parsing SemVer version strings.

// ## Numeric Identifier
// A single `0`, or a non-zero digit followed by zero or more digits.

createToken('NUMERICIDENTIFIER', '0|[1-9]\\d*')
createToken('NUMERICIDENTIFIERLOOSE', '\\d+')

// ## Non-numeric Identifier
// Zero or more digits, followed by a letter or hyphen, and then zero or
// more letters, digits, or hyphens.

createToken('NONNUMERICIDENTIFIER', `\\d*[a-zA-Z-]${LETTERDASHNUMBER}*`)

// ## Main Version
// Three dot-separated numeric identifiers.

createToken('MAINVERSION', `(${src[t.NUMERICIDENTIFIER]})\\.` +
                   `(${src[t.NUMERICIDENTIFIER]})\\.` +
                   `(${src[t.NUMERICIDENTIFIER]})`)

createToken('MAINVERSIONLOOSE', `(${src[t.NUMERICIDENTIFIERLOOSE]})\\.` +
                        `(${src[t.NUMERICIDENTIFIERLOOSE]})\\.` +
                        `(${src[t.NUMERICIDENTIFIERLOOSE]})`)

// ## Pre-release Version Identifier
// A numeric identifier, or a non-numeric identifier.
// Non-numeric identifiers include numeric identifiers but can be longer.
// Therefore non-numeric identifiers must go first.

createToken('PRERELEASEIDENTIFIER', `(?:${src[t.NONNUMERICIDENTIFIER]
}|${src[t.NUMERICIDENTIFIER]})`)

createToken('PRERELEASEIDENTIFIERLOOSE', `(?:${src[t.NONNUMERICIDENTIFIER]
}|${src[t.NUMERICIDENTIFIERLOOSE]})`)

// ## Pre-release Version
// Hyphen, followed by one or more dot-separated pre-release version
// identifiers.

createToken('PRERELEASE', `(?:-(${src[t.PRERELEASEIDENTIFIER]
}(?:\\.${src[t.PRERELEASEIDENTIFIER]})*))`)

createToken('PRERELEASELOOSE', `(?:-?(${src[t.PRERELEASEIDENTIFIERLOOSE]
}(?:\\.${src[t.PRERELEASEIDENTIFIERLOOSE]})*))`)

// ## Build Metadata Identifier
// Any combination of digits, letters, or hyphens.

createToken('BUILDIDENTIFIER', `${LETTERDASHNUMBER}+`)

// ## Build Metadata
// Plus sign, followed by one or more period-separated build metadata
// identifiers.

createToken('BUILD', `(?:\\+(${src[t.BUILDIDENTIFIER]
}(?:\\.${src[t.BUILDIDENTIFIER]})*))`)

// ## Full Version String
// A main version, followed optionally by a pre-release version and
// build metadata.

// Note that the only major, minor, patch, and pre-release sections of
// the version string are capturing groups.  The build metadata is not a
// capturing group, because it should not ever be used in version
// comparison.

createToken('FULLPLAIN', `v?${src[t.MAINVERSION]
}${src[t.PRERELEASE]}?${
  src[t.BUILD]}?`)

createToken('FULL', `^${src[t.FULLPLAIN]}$`)

// like full, but allows v1.2.3 and =1.2.3, which people do sometimes.
// also, 1.0.0alpha1 (prerelease without the hyphen) which is pretty
// common in the npm registry.
createToken('LOOSEPLAIN', `[v=\\s]*${src[t.MAINVERSIONLOOSE]
}${src[t.PRERELEASELOOSE]}?${
  src[t.BUILD]}?`)

createToken('LOOSE', `^${src[t.LOOSEPLAIN]}$`)

createToken('GTLT', '((?:<|>)?=?)')

// Something like "2.*" or "1.2.x".
// Note that "x.x" is a valid xRange identifier, meaning "any version"
// Only the first item is strictly required.
createToken('XRANGEIDENTIFIERLOOSE', `${src[t.NUMERICIDENTIFIERLOOSE]}|x|X|\\*`)
createToken('XRANGEIDENTIFIER', `${src[t.NUMERICIDENTIFIER]}|x|X|\\*`)

createToken('XRANGEPLAIN', `[v=\\s]*(${src[t.XRANGEIDENTIFIER]})` +
                   `(?:\\.(${src[t.XRANGEIDENTIFIER]})` +
                   `(?:\\.(${src[t.XRANGEIDENTIFIER]})` +
                   `(?:${src[t.PRERELEASE]})?${
                     src[t.BUILD]}?` +
                   `)?)?`)

createToken('XRANGEPLAINLOOSE', `[v=\\s]*(${src[t.XRANGEIDENTIFIERLOOSE]})` +
                        `(?:\\.(${src[t.XRANGEIDENTIFIERLOOSE]})` +
                        `(?:\\.(${src[t.XRANGEIDENTIFIERLOOSE]})` +
                        `(?:${src[t.PRERELEASELOOSE]})?${
                          src[t.BUILD]}?` +
                        `)?)?`)

createToken('XRANGE', `^${src[t.GTLT]}\\s*${src[t.XRANGEPLAIN]}$`)
createToken('XRANGELOOSE', `^${src[t.GTLT]}\\s*${src[t.XRANGEPLAINLOOSE]}$`)

// Coercion.
// Extract anything that could conceivably be a part of a valid semver
createToken('COERCEPLAIN', `${'(^|[^\\d])' +
              '(\\d{1,'}${MAX_SAFE_COMPONENT_LENGTH}})` +
              `(?:\\.(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}}))?` +
              `(?:\\.(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}}))?`)
createToken('COERCE', `${src[t.COERCEPLAIN]}(?:$|[^\\d])`)
createToken('COERCEFULL', src[t.COERCEPLAIN] +
              `(?:${src[t.PRERELEASE]})?` +
              `(?:${src[t.BUILD]})?` +
              `(?:$|[^\\d])`)
createToken('COERCERTL', src[t.COERCE], true)
createToken('COERCERTLFULL', src[t.COERCEFULL], true)

// Tilde ranges.
// Meaning is "reasonably at or greater than"
createToken('LONETILDE', '(?:~>?)')

createToken('TILDETRIM', `(\\s*)${src[t.LONETILDE]}\\s+`, true)
exports.tildeTrimReplace = '$1~'

createToken('TILDE', `^${src[t.LONETILDE]}${src[t.XRANGEPLAIN]}$`)
createToken('TILDELOOSE', `^${src[t.LONETILDE]}${src[t.XRANGEPLAINLOOSE]}$`)

// Caret ranges.
// Meaning is "at least and backwards compatible with"
createToken('LONECARET', '(?:\\^)')

createToken('CARETTRIM', `(\\s*)${src[t.LONECARET]}\\s+`, true)
exports.caretTrimReplace = '$1^'

createToken('CARET', `^${src[t.LONECARET]}${src[t.XRANGEPLAIN]}$`)
createToken('CARETLOOSE', `^${src[t.LONECARET]}${src[t.XRANGEPLAINLOOSE]}$`)

// A simple gt/lt/eq thing, or just "" to indicate "any version"
createToken('COMPARATORLOOSE', `^${src[t.GTLT]}\\s*(${src[t.LOOSEPLAIN]})$|^$`)
createToken('COMPARATOR', `^${src[t.GTLT]}\\s*(${src[t.FULLPLAIN]})$|^$`)

// An expression to strip any whitespace between the gtlt and the thing
// it modifies, so that `> 1.2.3` ==> `>1.2.3`
createToken('COMPARATORTRIM', `(\\s*)${src[t.GTLT]
}\\s*(${src[t.LOOSEPLAIN]}|${src[t.XRANGEPLAIN]})`, true)
exports.comparatorTrimReplace = '$1$2$3'

// Something like `1.2.3 - 1.2.4`
// Note that these all use the loose form, because they'll be
// checked against either the strict or loose comparator form
// later.
createToken('HYPHENRANGE', `^\\s*(${src[t.XRANGEPLAIN]})` +
                   `\\s+-\\s+` +
                   `(${src[t.XRANGEPLAIN]})` +
                   `\\s*$`)

createToken('HYPHENRANGELOOSE', `^\\s*(${src[t.XRANGEPLAINLOOSE]})` +
                        `\\s+-\\s+` +
                        `(${src[t.XRANGEPLAINLOOSE]})` +
                        `\\s*$`)

// Star ranges basically just allow anything at all.
createToken('STAR', '(<|>)?=?\\s*\\*')
// >=0.0.0 is like a star
createToken('GTE0', '^\\s*>=\\s*0\\.0\\.0\\s*$')
createToken('GTE0PRE', '^\\s*>=\\s*0\\.0\\.0-0\\s*$')


/***/ }),

/***/ 9737:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

// @ts-check


// Reproduce safeRe[COMPARATORTRIM] replacement boundaries, not version
// validation. Each end-index finder returns an exclusive end, or its start
// on no match.
// Positions count from zero. An end of 3 means characters 0, 1, and 2 were read;
// range.slice(start, end) gives the matched text, not a converted number.
const {
  MAX_LENGTH,
  MAX_SAFE_BUILD_LENGTH,
  WHITESPACE_CHARACTERS,
} = __nccwpck_require__(5101)

/**
 * Remembers the last two rows of digits so their characters need not be reread.
 * Positions start at -1 until a row has been found.
 *
 * @typedef {object} DigitRunCache
 * @property {number} start The first character of the most recently found row.
 * @property {number} end The position after that row's last character.
 * @property {number} previousStart The first character of the previous row.
 * @property {number} previousEnd The position after the previous row.
 */

// One entry per UTF-16 code unit keeps membership checks constant-time.
const whitespace = new Uint8Array(0x10000)
for (const char of WHITESPACE_CHARACTERS) {
  whitespace[char.charCodeAt(0)] = 1
}

/**
 * Checks whether a character is whitespace, like a space, tab, or newline.
 * Looking past the end of the string returns false.
 *
 * @param {string|undefined} char One character, or undefined past the string's end.
 * @returns {boolean} Whether the character is whitespace.
 * @example isWhitespace(' ') // true
 * @example isWhitespace('1') // false
 */
const isWhitespace = char =>
  char !== undefined && whitespace[char.charCodeAt(0)] === 1

/**
 * Checks for v, =, or whitespace before the version number.
 * These are historical version prefixes, not range operators:
 * < and > are handled separately, as are tilde and caret ranges.
 *
 * @param {string|undefined} char One character to check.
 * @returns {boolean} Whether the character can belong to a version prefix.
 * @example isVersionPrefix('=') // true
 * @example isVersionPrefix('>') // false
 */
const isVersionPrefix = char =>
  char === 'v' ||
  char === '=' ||
  isWhitespace(char)

/**
 * Checks whether a character is one of the digits 0 through 9.
 *
 * @param {string|undefined} char One character to check.
 * @returns {boolean} Whether the character is an ASCII digit.
 * @example isDigit('7') // true
 * @example isDigit('.') // false
 */
const isDigit = char => char !== undefined && char >= '0' && char <= '9'

/**
 * Checks whether a character is an English letter, uppercase or lowercase.
 *
 * @param {string|undefined} char One character to check.
 * @returns {boolean} Whether the character is an ASCII letter.
 * @example isLetter('b') // true
 * @example isLetter('7') // false
 */
const isLetter = char =>
  char !== undefined && (
    (char >= 'a' && char <= 'z') ||
    (char >= 'A' && char <= 'Z')
  )

/**
 * Checks for a letter, digit, or hyphen: the characters allowed inside
 * prerelease and build names such as beta-1.
 *
 * @param {string|undefined} char One character to check.
 * @returns {boolean} Whether the character can be part of an identifier.
 * @example isIdentifierCharacter('-') // true
 * @example isIdentifierCharacter('.') // false; dots separate identifiers
 */
const isIdentifierCharacter = char => isDigit(char) || isLetter(char) || char === '-'

/**
 * Checks whether a version component can begin here: with a digit or
 * a wildcard such as x, X, or *.
 *
 * @param {string|undefined} char One character to check.
 * @returns {boolean} Whether a number or wildcard can start with this character.
 * @example isVersionStart('x') // true
 * @example isVersionStart('v') // false; v belongs to the prefix
 */
const isVersionStart = char =>
  isDigit(char) ||
  char === 'x' ||
  char === 'X' ||
  char === '*'

/**
 * Finds the end of a row of digits, but returns no more than limit digits.
 * Remembers the last two rows so looking at them again does not reread them.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position of the first character to check.
 * @param {number} limit The most digit characters the returned match can include.
 * @param {DigitRunCache} digitRuns Shared cache of digit-run positions, updated in place.
 * @returns {number} The position after the matched digits, or start if none match.
 * @example findDigitsEndIndex('123abc', 0, 10, digitRuns) // 3, pointing at a
 * @example findDigitsEndIndex('123abc', 0, 2, digitRuns) // 2, pointing at the unread 3
 */
const findDigitsEndIndex = (range, start, limit, digitRuns) => {
  if (!isDigit(range[start])) {
    return start
  }
  if (start >= digitRuns.start && start < digitRuns.end) {
    return Math.min(start + limit, digitRuns.end)
  }
  if (start >= digitRuns.previousStart && start < digitRuns.previousEnd) {
    return Math.min(start + limit, digitRuns.previousEnd)
  }
  let end = start + 1
  while (isDigit(range[end])) {
    end++
  }
  // A failed full version can rewind from its second run to its first.
  digitRuns.previousStart = digitRuns.start
  digitRuns.previousEnd = digitRuns.end
  digitRuns.start = start
  digitRuns.end = end
  return Math.min(start + limit, end)
}

/**
 * Reads a number using the old regex's length and leading-zero rules.
 * Strict mode reads just the first zero in 012; loose mode can read all three.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position where the number should begin.
 * @param {boolean} loose Whether to allow leading zeros.
 * @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
 * @returns {number} The position after the matched digits, not their numeric value.
 * @example findVersionNumberEndIndex('012', 0, false, digitRuns) // 1
 * @example findVersionNumberEndIndex('012', 0, true, digitRuns) // 3
 */
const findVersionNumberEndIndex = (range, start, loose, digitRuns) => {
  if (!loose && range[start] === '0') {
    return start + 1
  }
  // Strict syntax allows an initial nonzero digit plus MAX_LENGTH digits.
  return findDigitsEndIndex(range, start, loose ? MAX_LENGTH : MAX_LENGTH + 1, digitRuns)
}

/**
 * Reads one piece of a prerelease name, such as beta or 1 in beta.1.
 * Tries the letter-or-hyphen form first, then the number-only form.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position where the identifier should begin.
 * @param {boolean} loose Whether numeric identifiers may have leading zeros.
 * @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
 * @returns {number} The position after the identifier, or start if none matches.
 * @example findPrereleaseIdentifierEndIndex('beta.1', 0, false, digitRuns) // 4, at the dot
 * @example findPrereleaseIdentifierEndIndex('001beta', 0, false, digitRuns) // 7
 */
const findPrereleaseIdentifierEndIndex = (range, start, loose, digitRuns) => {
  const digitsEnd = findDigitsEndIndex(range, start, MAX_LENGTH, digitRuns)
  // The legacy regex tries a nonnumeric identifier before a numeric one.
  if (isLetter(range[digitsEnd]) || range[digitsEnd] === '-') {
    let end = digitsEnd + 1
    const limit = end + MAX_SAFE_BUILD_LENGTH
    while (end < limit && isIdentifierCharacter(range[end])) {
      end++
    }
    return end
  }
  return findVersionNumberEndIndex(range, start, loose, digitRuns)
}

/**
 * Reads a prerelease suffix such as -beta.1, one dot-separated piece at a time.
 * Loose mode also allows the name without its opening hyphen.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position where the suffix should begin, including -.
 * @param {boolean} loose Whether the opening hyphen is optional and zeros allowed.
 * @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
 * @returns {number} The position after the matched suffix, or start if absent.
 * @example findPrereleaseEndIndex('-beta.1+sha', 0, false, digitRuns) // 7, at the plus
 * @example findPrereleaseEndIndex('beta', 0, false, digitRuns) // 0; no opening hyphen
 */
const findPrereleaseEndIndex = (range, start, loose, digitRuns) => {
  const hyphen = range[start] === '-'
  if (!loose && !hyphen) {
    return start
  }
  const identifierStart = start + (hyphen ? 1 : 0)
  let end = findPrereleaseIdentifierEndIndex(range, identifierStart, loose, digitRuns)
  if (end === identifierStart) {
    if (!loose || !hyphen) {
      return start
    }
    // In loose syntax, a lone hyphen can itself be the identifier.
    end = findPrereleaseIdentifierEndIndex(range, start, loose, digitRuns)
  }
  while (range[end] === '.') {
    const next = findPrereleaseIdentifierEndIndex(range, end + 1, loose, digitRuns)
    if (next === end + 1) {
      break
    }
    end = next
  }
  return end
}

/**
 * Reads one build-name piece, such as sha or 123 in +sha.123.
 * Stops at a disallowed character or the old regex's length limit.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position where the identifier should begin.
 * @returns {number} The position after the identifier, or start if none matches.
 * @example findBuildIdentifierEndIndex('sha.123', 0) // 3, at the dot
 * @example findBuildIdentifierEndIndex('001', 0) // 3; leading zeros are allowed
 */
const findBuildIdentifierEndIndex = (range, start) => {
  let end = start
  while (end - start < MAX_SAFE_BUILD_LENGTH && isIdentifierCharacter(range[end])) {
    end++
  }
  return end
}

/**
 * Reads optional build metadata such as +sha.123.
 * Leaves the position unchanged if there is no plus sign followed by a name.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position where the opening + should be.
 * @returns {number} The position after the matched metadata, or start if absent.
 * @example findBuildEndIndex('+sha.123 <2', 0) // 8, at the space
 * @example findBuildEndIndex('+', 0) // 0; a plus sign alone is not a match
 */
const findBuildEndIndex = (range, start) => {
  if (range[start] !== '+') {
    return start
  }
  let end = findBuildIdentifierEndIndex(range, start + 1)
  if (end === start + 1) {
    return start
  }
  while (range[end] === '.') {
    const next = findBuildIdentifierEndIndex(range, end + 1)
    if (next === end + 1) {
      break
    }
    end = next
  }
  return end
}

/**
 * Reads three numbers separated by dots, then any prerelease and build suffixes.
 * Uses loose rules, so forms such as 01.02.03beta can match here.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position of the first number, after any prefix.
 * @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
 * @returns {number} The position after the version match, or start if none matches.
 * @example findLooseFullVersionEndIndex('1.2.3-beta+sha <2', 0, digitRuns) // 14
 * @example findLooseFullVersionEndIndex('1.2', 0, digitRuns) // 0; needs three numbers
 */
const findLooseFullVersionEndIndex = (range, start, digitRuns) => {
  let end = start
  for (let component = 0; component < 3; component++) {
    const next = findVersionNumberEndIndex(range, end, true, digitRuns)
    if (next === end) {
      return start
    }
    end = next
    if (component < 2) {
      if (range[end] !== '.') {
        return start
      }
      end++
    }
  }
  const prereleaseEnd = findPrereleaseEndIndex(range, end, true, digitRuns)
  return findBuildEndIndex(range, prereleaseEnd)
}

/**
 * Reads one component of a partial or wildcard version, such as 2 or x in 2.x.
 * Numbers use strict leading-zero rules; wildcards take up one character.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position where the component should begin.
 * @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
 * @returns {number} The position after the component, or start if none matches.
 * @example findPartialVersionComponentEndIndex('2.x', 0, digitRuns) // 1, at the dot
 * @example findPartialVersionComponentEndIndex('2.x', 2, digitRuns) // 3, after x
 */
const findPartialVersionComponentEndIndex = (range, start, digitRuns) => {
  if (isDigit(range[start])) {
    return findVersionNumberEndIndex(range, start, false, digitRuns)
  }
  return isVersionStart(range[start]) ? start + 1 : start
}

/**
 * Reads up to three components, allowing forms such as 1, 1.2, or 1.x.
 * After the third component, also reads any strict prerelease and build suffixes.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position of a number or wildcard, after any prefix.
 * @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
 * @returns {number} The position after the matched version text.
 * @example findPartialVersionEndIndex('1.x <2', 0, digitRuns) // 3, at the space
 * @example findPartialVersionEndIndex('1.', 0, digitRuns) // 1; the trailing dot is unread
 */
const findPartialVersionEndIndex = (range, start, digitRuns) => {
  let end = findPartialVersionComponentEndIndex(range, start, digitRuns)
  for (let component = 0; component < 2; component++) {
    if (range[end] !== '.') {
      return end
    }
    const next = findPartialVersionComponentEndIndex(range, end + 1, digitRuns)
    if (next === end + 1) {
      return end
    }
    end = next
  }
  const prereleaseEnd = findPrereleaseEndIndex(range, end, false, digitRuns)
  return findBuildEndIndex(range, prereleaseEnd)
}

/**
 * Finds where a version match ends, without deciding whether the range is valid.
 * Tries a loose full version first, then a partial or wildcard version, just
 * like the old regex's LOOSEPLAIN and XRANGEPLAIN alternatives.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position of a number or wildcard, after any prefix.
 * @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
 * @returns {number} The position where scanning the next candidate can resume.
 * @example findVersionEndIndex('1.2.3 <2', 0, digitRuns) // 5, at the space
 * @example findVersionEndIndex('1.x <2', 0, digitRuns) // 3, at the space
 */
const findVersionEndIndex = (range, start, digitRuns) => {
  const fullVersionEnd = findLooseFullVersionEndIndex(range, start, digitRuns)
  return fullVersionEnd !== start
    ? fullVersionEnd
    : findPartialVersionEndIndex(range, start, digitRuns)
}

/**
 * Finds the one whitespace character the old replacement would remove.
 * Keeps leading whitespace, skips an optional operator, and checks immediately
 * after it. Returns -1 if there is nothing to remove.
 *
 * @param {string} range The text containing a candidate already found by the caller.
 * @param {number} matchStart The candidate's position, including leading whitespace.
 * @returns {number} The position of the removable whitespace, or -1 if absent.
 * @example findRemovableWhitespaceIndex(' > 1', 0) // 2; keep the space at position 0
 * @example findRemovableWhitespaceIndex('>1', 0) // -1
 */
const findRemovableWhitespaceIndex = (range, matchStart) => {
  let position = matchStart
  if (isWhitespace(range[position])) {
    position++
  }
  if (range[position] === '<' || range[position] === '>') {
    position++
  }
  if (range[position] === '=') {
    position++
  }
  return isWhitespace(range[position]) ? position : -1
}

/**
 * Joins an operator to its version, turning > 1.2.3 into >1.2.3.
 * Copies everything else according to the old regex's matching rules.
 * Moves forward through prefixes and whole versions to avoid repeatedly
 * searching the same characters on long inputs.
 *
 * @param {string} range The range text to process; the original string is unchanged.
 * @returns {string} The range with matched operator whitespace removed.
 * @example trimComparatorWhitespace('> 1.2.3 < 2') // '>1.2.3 <2'
 * @example trimComparatorWhitespace('> invalid') // '> invalid'
 */
const trimComparatorWhitespace = range => {
  let result = ''
  let copyFrom = 0
  let cursor = 0
  const digitRuns = { start: -1, end: -1, previousStart: -1, previousEnd: -1 }

  while (cursor < range.length) {
    const matchStart = cursor
    if (range[cursor] === '<' || range[cursor] === '>') {
      cursor++
    } else if (!isVersionPrefix(range[cursor]) && !isVersionStart(range[cursor])) {
      cursor++
      continue
    }

    // Consume a v/=/whitespace run once, even when no version follows it.
    while (cursor < range.length && isVersionPrefix(range[cursor])) {
      cursor++
    }
    if (!isVersionStart(range[cursor])) {
      continue
    }

    const whitespacePosition = findRemovableWhitespaceIndex(range, matchStart)
    if (whitespacePosition !== -1) {
      result += range.slice(copyFrom, whitespacePosition)
      copyFrom = whitespacePosition + 1
    }

    // Skip the entire match, so a prerelease's trailing v cannot be
    // reconsidered as the prefix of another version.
    cursor = findVersionEndIndex(range, cursor, digitRuns)
  }

  return result + range.slice(copyFrom)
}

module.exports = trimComparatorWhitespace


/***/ }),

/***/ 2276:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



// Determine if version is greater than all the versions possible in the range.
const outside = __nccwpck_require__(280)
const gtr = (version, range, options) => outside(version, range, '>', options)
module.exports = gtr


/***/ }),

/***/ 3465:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const Range = __nccwpck_require__(6782)
const intersects = (r1, r2, options) => {
  r1 = new Range(r1, options)
  r2 = new Range(r2, options)
  return r1.intersects(r2, options)
}
module.exports = intersects


/***/ }),

/***/ 5213:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const outside = __nccwpck_require__(280)
// Determine if version is less than all the versions possible in the range
const ltr = (version, range, options) => outside(version, range, '<', options)
module.exports = ltr


/***/ }),

/***/ 3193:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(7163)
const Range = __nccwpck_require__(6782)

const maxSatisfying = (versions, range, options) => {
  let max = null
  let maxSV = null
  let rangeObj = null
  try {
    rangeObj = new Range(range, options)
  } catch (er) {
    return null
  }
  versions.forEach((v) => {
    if (rangeObj.test(v)) {
      // satisfies(v, range, options)
      if (!max || maxSV.compare(v) === -1) {
        // compare(max, v, true)
        max = v
        maxSV = new SemVer(max, options)
      }
    }
  })
  return max
}
module.exports = maxSatisfying


/***/ }),

/***/ 8595:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(7163)
const Range = __nccwpck_require__(6782)
const minSatisfying = (versions, range, options) => {
  let min = null
  let minSV = null
  let rangeObj = null
  try {
    rangeObj = new Range(range, options)
  } catch (er) {
    return null
  }
  versions.forEach((v) => {
    if (rangeObj.test(v)) {
      // satisfies(v, range, options)
      if (!min || minSV.compare(v) === 1) {
        // compare(min, v, true)
        min = v
        minSV = new SemVer(min, options)
      }
    }
  })
  return min
}
module.exports = minSatisfying


/***/ }),

/***/ 1866:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(7163)
const Range = __nccwpck_require__(6782)
const gt = __nccwpck_require__(6599)

const minVersion = (range, loose) => {
  range = new Range(range, loose)

  let minver = new SemVer('0.0.0')
  if (range.test(minver)) {
    return minver
  }

  minver = new SemVer('0.0.0-0')
  if (range.test(minver)) {
    return minver
  }

  minver = null
  for (let i = 0; i < range.set.length; ++i) {
    const comparators = range.set[i]

    let setMin = null
    comparators.forEach((comparator) => {
      // Clone to avoid manipulating the comparator's semver object.
      const compver = new SemVer(comparator.semver.version)
      switch (comparator.operator) {
        case '>':
          if (compver.prerelease.length === 0) {
            compver.patch++
          } else {
            compver.prerelease.push(0)
          }
          compver.raw = compver.format()
          /* fallthrough */
        case '':
        case '>=':
          if (!setMin || gt(compver, setMin)) {
            setMin = compver
          }
          break
        case '<':
        case '<=':
          /* Ignore maximum versions */
          break
        /* istanbul ignore next */
        default:
          throw new Error(`Unexpected operation: ${comparator.operator}`)
      }
    })
    if (setMin && (!minver || gt(minver, setMin))) {
      minver = setMin
    }
  }

  if (minver && range.test(minver)) {
    return minver
  }

  return null
}
module.exports = minVersion


/***/ }),

/***/ 280:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(7163)
const Comparator = __nccwpck_require__(9379)
const { ANY } = Comparator
const Range = __nccwpck_require__(6782)
const satisfies = __nccwpck_require__(8011)
const gt = __nccwpck_require__(6599)
const lt = __nccwpck_require__(3872)
const lte = __nccwpck_require__(6717)
const gte = __nccwpck_require__(1236)

const outside = (version, range, hilo, options) => {
  version = new SemVer(version, options)
  range = new Range(range, options)

  let gtfn, ltefn, ltfn, comp, ecomp
  switch (hilo) {
    case '>':
      gtfn = gt
      ltefn = lte
      ltfn = lt
      comp = '>'
      ecomp = '>='
      break
    case '<':
      gtfn = lt
      ltefn = gte
      ltfn = gt
      comp = '<'
      ecomp = '<='
      break
    default:
      throw new TypeError('Must provide a hilo val of "<" or ">"')
  }

  // If it satisfies the range it is not outside
  if (satisfies(version, range, options)) {
    return false
  }

  // From now on, variable terms are as if we're in "gtr" mode.
  // but note that everything is flipped for the "ltr" function.

  for (let i = 0; i < range.set.length; ++i) {
    const comparators = range.set[i]

    let high = null
    let low = null

    comparators.forEach((comparator) => {
      if (comparator.semver === ANY) {
        comparator = new Comparator('>=0.0.0')
      }
      high = high || comparator
      low = low || comparator
      if (gtfn(comparator.semver, high.semver, options)) {
        high = comparator
      } else if (ltfn(comparator.semver, low.semver, options)) {
        low = comparator
      }
    })

    // If the edge version comparator has a operator then our version
    // isn't outside it
    if (high.operator === comp || high.operator === ecomp) {
      return false
    }

    // If the lowest version comparator has an operator and our version
    // is less than it then it isn't higher than the range
    if ((!low.operator || low.operator === comp) &&
        ltefn(version, low.semver)) {
      return false
    } else if (low.operator === ecomp && ltfn(version, low.semver)) {
      return false
    }
  }
  return true
}

module.exports = outside


/***/ }),

/***/ 2028:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



// given a set of versions and a range, create a "simplified" range
// that includes the same versions that the original range does
// If the original range is shorter than the simplified one, return that.
const satisfies = __nccwpck_require__(8011)
const compare = __nccwpck_require__(8469)
module.exports = (versions, range, options) => {
  const set = []
  let first = null
  let prev = null
  const v = versions.sort((a, b) => compare(a, b, options))
  for (const version of v) {
    const included = satisfies(version, range, options)
    if (included) {
      prev = version
      if (!first) {
        first = version
      }
    } else {
      if (prev) {
        set.push([first, prev])
      }
      prev = null
      first = null
    }
  }
  if (first) {
    set.push([first, null])
  }

  const ranges = []
  for (const [min, max] of set) {
    if (min === max) {
      ranges.push(min)
    } else if (!max && min === v[0]) {
      ranges.push('*')
    } else if (!max) {
      ranges.push(`>=${min}`)
    } else if (min === v[0]) {
      ranges.push(`<=${max}`)
    } else {
      ranges.push(`${min} - ${max}`)
    }
  }
  const simplified = ranges.join(' || ')
  const original = typeof range.raw === 'string' ? range.raw : String(range)
  return simplified.length < original.length ? simplified : range
}


/***/ }),

/***/ 1489:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const Range = __nccwpck_require__(6782)
const Comparator = __nccwpck_require__(9379)
const { ANY } = Comparator
const satisfies = __nccwpck_require__(8011)
const compare = __nccwpck_require__(8469)

// Complex range `r1 || r2 || ...` is a subset of `R1 || R2 || ...` iff:
// - Every simple range `r1, r2, ...` is a null set, OR
// - Every simple range `r1, r2, ...` which is not a null set is a subset of
//   some `R1, R2, ...`
//
// Simple range `c1 c2 ...` is a subset of simple range `C1 C2 ...` iff:
// - If c is only the ANY comparator
//   - If C is only the ANY comparator, return true
//   - Else if in prerelease mode, return false
//   - else replace c with `[>=0.0.0]`
// - If C is only the ANY comparator
//   - if in prerelease mode, return true
//   - else replace C with `[>=0.0.0]`
// - Let EQ be the set of = comparators in c
// - If EQ is more than one, return true (null set)
// - Let GT be the highest > or >= comparator in c
// - Let LT be the lowest < or <= comparator in c
// - If GT and LT, and GT.semver > LT.semver, return true (null set)
// - If any C is a = range, and GT or LT are set, return false
// - If EQ
//   - If GT, and EQ does not satisfy GT, return true (null set)
//   - If LT, and EQ does not satisfy LT, return true (null set)
//   - If EQ satisfies every C, return true
//   - Else return false
// - If GT
//   - If GT.semver is lower than any > or >= comp in C, return false
//   - If GT is >=, and GT.semver does not satisfy every C, return false
//   - If GT.semver has a prerelease, and not in prerelease mode
//     - If no C has a prerelease and the GT.semver tuple, return false
// - If LT
//   - If LT.semver is greater than any < or <= comp in C, return false
//   - If LT is <=, and LT.semver does not satisfy every C, return false
//   - If LT.semver has a prerelease, and not in prerelease mode
//     - If no C has a prerelease and the LT.semver tuple, return false
// - Else return true

const subset = (sub, dom, options = {}) => {
  if (sub === dom) {
    return true
  }

  sub = new Range(sub, options)
  dom = new Range(dom, options)
  let sawNonNull = false

  OUTER: for (const simpleSub of sub.set) {
    for (const simpleDom of dom.set) {
      const isSub = simpleSubset(simpleSub, simpleDom, options)
      sawNonNull = sawNonNull || isSub !== null
      if (isSub) {
        continue OUTER
      }
    }
    // the null set is a subset of everything, but null simple ranges in
    // a complex range should be ignored.  so if we saw a non-null range,
    // then we know this isn't a subset, but if EVERY simple range was null,
    // then it is a subset.
    if (sawNonNull) {
      return false
    }
  }
  return true
}

const minimumVersionWithPreRelease = [new Comparator('>=0.0.0-0')]
const minimumVersion = [new Comparator('>=0.0.0')]

const simpleSubset = (sub, dom, options) => {
  if (sub === dom) {
    return true
  }

  if (sub.length === 1 && sub[0].semver === ANY) {
    if (dom.length === 1 && dom[0].semver === ANY) {
      return true
    } else if (options.includePrerelease) {
      sub = minimumVersionWithPreRelease
    } else {
      sub = minimumVersion
    }
  }

  if (dom.length === 1 && dom[0].semver === ANY) {
    if (options.includePrerelease) {
      return true
    } else {
      dom = minimumVersion
    }
  }

  const eqSet = new Set()
  let gt, lt
  for (const c of sub) {
    if (c.operator === '>' || c.operator === '>=') {
      gt = higherGT(gt, c, options)
    } else if (c.operator === '<' || c.operator === '<=') {
      lt = lowerLT(lt, c, options)
    } else {
      eqSet.add(c.semver)
    }
  }

  if (eqSet.size > 1) {
    return null
  }

  let gtltComp
  if (gt && lt) {
    gtltComp = compare(gt.semver, lt.semver, options)
    if (gtltComp > 0) {
      return null
    } else if (gtltComp === 0 && (gt.operator !== '>=' || lt.operator !== '<=')) {
      return null
    }
  }

  // will iterate one or zero times
  for (const eq of eqSet) {
    if (gt && !satisfies(eq, String(gt), options)) {
      return null
    }

    if (lt && !satisfies(eq, String(lt), options)) {
      return null
    }

    for (const c of dom) {
      if (!satisfies(eq, String(c), options)) {
        return false
      }
    }

    return true
  }

  let higher, lower
  let hasDomLT, hasDomGT
  // if the subset has a prerelease, we need a comparator in the superset
  // with the same tuple and a prerelease, or it's not a subset
  let needDomLTPre = lt &&
    !options.includePrerelease &&
    lt.semver.prerelease.length ? lt.semver : false
  let needDomGTPre = gt &&
    !options.includePrerelease &&
    gt.semver.prerelease.length ? gt.semver : false
  // exception: <1.2.3-0 is the same as <1.2.3
  if (needDomLTPre && needDomLTPre.prerelease.length === 1 &&
      lt.operator === '<' && needDomLTPre.prerelease[0] === 0) {
    needDomLTPre = false
  }

  for (const c of dom) {
    hasDomGT = hasDomGT || c.operator === '>' || c.operator === '>='
    hasDomLT = hasDomLT || c.operator === '<' || c.operator === '<='
    if (gt) {
      if (needDomGTPre) {
        if (c.semver.prerelease && c.semver.prerelease.length &&
            c.semver.major === needDomGTPre.major &&
            c.semver.minor === needDomGTPre.minor &&
            c.semver.patch === needDomGTPre.patch) {
          needDomGTPre = false
        }
      }
      if (c.operator === '>' || c.operator === '>=') {
        higher = higherGT(gt, c, options)
        if (higher === c && higher !== gt) {
          return false
        }
      } else if (gt.operator === '>=' && !c.test(gt.semver)) {
        return false
      }
    }
    if (lt) {
      if (needDomLTPre) {
        if (c.semver.prerelease && c.semver.prerelease.length &&
            c.semver.major === needDomLTPre.major &&
            c.semver.minor === needDomLTPre.minor &&
            c.semver.patch === needDomLTPre.patch) {
          needDomLTPre = false
        }
      }
      if (c.operator === '<' || c.operator === '<=') {
        lower = lowerLT(lt, c, options)
        if (lower === c && lower !== lt) {
          return false
        }
      } else if (lt.operator === '<=' && !c.test(lt.semver)) {
        return false
      }
    }
    if (!c.operator && (lt || gt) && gtltComp !== 0) {
      return false
    }
  }

  // if there was a < or >, and nothing in the dom, then must be false
  // UNLESS it was limited by another range in the other direction.
  // Eg, >1.0.0 <1.0.1 is still a subset of <2.0.0
  if (gt && hasDomLT && !lt && gtltComp !== 0) {
    return false
  }

  if (lt && hasDomGT && !gt && gtltComp !== 0) {
    return false
  }

  // we needed a prerelease range in a specific tuple, but didn't get one
  // then this isn't a subset.  eg >=1.2.3-pre is not a subset of >=1.0.0,
  // because it includes prereleases in the 1.2.3 tuple
  if (needDomGTPre || needDomLTPre) {
    return false
  }

  return true
}

// >=1.2.3 is lower than >1.2.3
const higherGT = (a, b, options) => {
  if (!a) {
    return b
  }
  const comp = compare(a.semver, b.semver, options)
  return comp > 0 ? a
    : comp < 0 ? b
    : b.operator === '>' && a.operator === '>=' ? b
    : a
}

// <=1.2.3 is higher than <1.2.3
const lowerLT = (a, b, options) => {
  if (!a) {
    return b
  }
  const comp = compare(a.semver, b.semver, options)
  return comp < 0 ? a
    : comp > 0 ? b
    : b.operator === '<' && a.operator === '<=' ? b
    : a
}

module.exports = subset


/***/ }),

/***/ 4750:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const Range = __nccwpck_require__(6782)

// Mostly just for testing and legacy API reasons
const toComparators = (range, options) =>
  new Range(range, options).set
    .map(comp => comp.map(c => c.value).join(' ').trim().split(' '))

module.exports = toComparators


/***/ }),

/***/ 4737:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const Range = __nccwpck_require__(6782)
const validRange = (range, options) => {
  try {
    // Return '*' instead of '' so that truthiness works.
    // This will throw if it's invalid anyway
    return new Range(range, options).range || '*'
  } catch (er) {
    return null
  }
}
module.exports = validRange


/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 7349:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);
var YAMLMap = __nccwpck_require__(4454);
var YAMLSeq = __nccwpck_require__(2223);
var resolveBlockMap = __nccwpck_require__(7103);
var resolveBlockSeq = __nccwpck_require__(334);
var resolveFlowCollection = __nccwpck_require__(3142);

function resolveCollection(CN, ctx, token, onError, tagName, tag) {
    const coll = token.type === 'block-map'
        ? resolveBlockMap.resolveBlockMap(CN, ctx, token, onError, tag)
        : token.type === 'block-seq'
            ? resolveBlockSeq.resolveBlockSeq(CN, ctx, token, onError, tag)
            : resolveFlowCollection.resolveFlowCollection(CN, ctx, token, onError, tag);
    const Coll = coll.constructor;
    // If we got a tagName matching the class, or the tag name is '!',
    // then use the tagName from the node class used to create it.
    if (tagName === '!' || tagName === Coll.tagName) {
        coll.tag = Coll.tagName;
        return coll;
    }
    if (tagName)
        coll.tag = tagName;
    return coll;
}
function composeCollection(CN, ctx, token, props, onError) {
    const tagToken = props.tag;
    const tagName = !tagToken
        ? null
        : ctx.directives.tagName(tagToken.source, msg => onError(tagToken, 'TAG_RESOLVE_FAILED', msg));
    if (token.type === 'block-seq') {
        const { anchor, newlineAfterProp: nl } = props;
        const lastProp = anchor && tagToken
            ? anchor.offset > tagToken.offset
                ? anchor
                : tagToken
            : (anchor ?? tagToken);
        if (lastProp && (!nl || nl.offset < lastProp.offset)) {
            const message = 'Missing newline after block sequence props';
            onError(lastProp, 'MISSING_CHAR', message);
        }
    }
    const expType = token.type === 'block-map'
        ? 'map'
        : token.type === 'block-seq'
            ? 'seq'
            : token.start.source === '{'
                ? 'map'
                : 'seq';
    // shortcut: check if it's a generic YAMLMap or YAMLSeq
    // before jumping into the custom tag logic.
    if (!tagToken ||
        !tagName ||
        tagName === '!' ||
        (tagName === YAMLMap.YAMLMap.tagName && expType === 'map') ||
        (tagName === YAMLSeq.YAMLSeq.tagName && expType === 'seq')) {
        return resolveCollection(CN, ctx, token, onError, tagName);
    }
    let tag = ctx.schema.tags.find(t => t.tag === tagName && t.collection === expType);
    if (!tag) {
        const kt = ctx.schema.knownTags[tagName];
        if (kt?.collection === expType) {
            ctx.schema.tags.push(Object.assign({}, kt, { default: false }));
            tag = kt;
        }
        else {
            if (kt) {
                onError(tagToken, 'BAD_COLLECTION_TYPE', `${kt.tag} used for ${expType} collection, but expects ${kt.collection ?? 'scalar'}`, true);
            }
            else {
                onError(tagToken, 'TAG_RESOLVE_FAILED', `Unresolved tag: ${tagName}`, true);
            }
            return resolveCollection(CN, ctx, token, onError, tagName);
        }
    }
    const coll = resolveCollection(CN, ctx, token, onError, tagName, tag);
    const res = tag.resolve?.(coll, msg => onError(tagToken, 'TAG_RESOLVE_FAILED', msg), ctx.options) ?? coll;
    const node = identity.isNode(res)
        ? res
        : new Scalar.Scalar(res);
    node.range = coll.range;
    node.tag = tagName;
    if (tag?.format)
        node.format = tag.format;
    return node;
}

exports.composeCollection = composeCollection;


/***/ }),

/***/ 3683:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Document = __nccwpck_require__(3021);
var composeNode = __nccwpck_require__(5937);
var resolveEnd = __nccwpck_require__(7788);
var resolveProps = __nccwpck_require__(4631);

function composeDoc(options, directives, { offset, start, value, end }, onError) {
    const opts = Object.assign({ _directives: directives }, options);
    const doc = new Document.Document(undefined, opts);
    const ctx = {
        atKey: false,
        atRoot: true,
        directives: doc.directives,
        options: doc.options,
        schema: doc.schema
    };
    const props = resolveProps.resolveProps(start, {
        indicator: 'doc-start',
        next: value ?? end?.[0],
        offset,
        onError,
        parentIndent: 0,
        startOnNewline: true
    });
    if (props.found) {
        doc.directives.docStart = true;
        if (value &&
            (value.type === 'block-map' || value.type === 'block-seq') &&
            !props.hasNewline)
            onError(props.end, 'MISSING_CHAR', 'Block collection cannot start on same line with directives-end marker');
    }
    // @ts-expect-error If Contents is set, let's trust the user
    doc.contents = value
        ? composeNode.composeNode(ctx, value, props, onError)
        : composeNode.composeEmptyNode(ctx, props.end, start, null, props, onError);
    const contentEnd = doc.contents.range[2];
    const re = resolveEnd.resolveEnd(end, contentEnd, false, onError);
    if (re.comment)
        doc.comment = re.comment;
    doc.range = [offset, contentEnd, re.offset];
    return doc;
}

exports.composeDoc = composeDoc;


/***/ }),

/***/ 5937:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Alias = __nccwpck_require__(4065);
var identity = __nccwpck_require__(1127);
var composeCollection = __nccwpck_require__(7349);
var composeScalar = __nccwpck_require__(5413);
var resolveEnd = __nccwpck_require__(7788);
var utilEmptyScalarPosition = __nccwpck_require__(2599);

const CN = { composeNode, composeEmptyNode };
function composeNode(ctx, token, props, onError) {
    const atKey = ctx.atKey;
    const { spaceBefore, comment, anchor, tag } = props;
    let node;
    let isSrcToken = true;
    switch (token.type) {
        case 'alias':
            node = composeAlias(ctx, token, onError);
            if (anchor || tag)
                onError(token, 'ALIAS_PROPS', 'An alias node must not specify any properties');
            break;
        case 'scalar':
        case 'single-quoted-scalar':
        case 'double-quoted-scalar':
        case 'block-scalar':
            node = composeScalar.composeScalar(ctx, token, tag, onError);
            if (anchor)
                node.anchor = anchor.source.substring(1);
            break;
        case 'block-map':
        case 'block-seq':
        case 'flow-collection':
            try {
                node = composeCollection.composeCollection(CN, ctx, token, props, onError);
                if (anchor)
                    node.anchor = anchor.source.substring(1);
            }
            catch (error) {
                // Almost certainly here due to a stack overflow
                const message = error instanceof Error ? error.message : String(error);
                onError(token, 'RESOURCE_EXHAUSTION', message);
            }
            break;
        default: {
            const message = token.type === 'error'
                ? token.message
                : `Unsupported token (type: ${token.type})`;
            onError(token, 'UNEXPECTED_TOKEN', message);
            isSrcToken = false;
        }
    }
    node ?? (node = composeEmptyNode(ctx, token.offset, undefined, null, props, onError));
    if (anchor && node.anchor === '')
        onError(anchor, 'BAD_ALIAS', 'Anchor cannot be an empty string');
    if (atKey &&
        ctx.options.stringKeys &&
        (!identity.isScalar(node) ||
            typeof node.value !== 'string' ||
            (node.tag && node.tag !== 'tag:yaml.org,2002:str'))) {
        const msg = 'With stringKeys, all keys must be strings';
        onError(tag ?? token, 'NON_STRING_KEY', msg);
    }
    if (spaceBefore)
        node.spaceBefore = true;
    if (comment) {
        if (token.type === 'scalar' && token.source === '')
            node.comment = comment;
        else
            node.commentBefore = comment;
    }
    // @ts-expect-error Type checking misses meaning of isSrcToken
    if (ctx.options.keepSourceTokens && isSrcToken)
        node.srcToken = token;
    return node;
}
function composeEmptyNode(ctx, offset, before, pos, { spaceBefore, comment, anchor, tag, end }, onError) {
    const token = {
        type: 'scalar',
        offset: utilEmptyScalarPosition.emptyScalarPosition(offset, before, pos),
        indent: -1,
        source: ''
    };
    const node = composeScalar.composeScalar(ctx, token, tag, onError);
    if (anchor) {
        node.anchor = anchor.source.substring(1);
        if (node.anchor === '')
            onError(anchor, 'BAD_ALIAS', 'Anchor cannot be an empty string');
    }
    if (spaceBefore)
        node.spaceBefore = true;
    if (comment) {
        node.comment = comment;
        node.range[2] = end;
    }
    return node;
}
function composeAlias({ options }, { offset, source, end }, onError) {
    const alias = new Alias.Alias(source.substring(1));
    if (alias.source === '')
        onError(offset, 'BAD_ALIAS', 'Alias cannot be an empty string');
    if (alias.source.endsWith(':'))
        onError(offset + source.length - 1, 'BAD_ALIAS', 'Alias ending in : is ambiguous', true);
    const valueEnd = offset + source.length;
    const re = resolveEnd.resolveEnd(end, valueEnd, options.strict, onError);
    alias.range = [offset, valueEnd, re.offset];
    if (re.comment)
        alias.comment = re.comment;
    return alias;
}

exports.composeEmptyNode = composeEmptyNode;
exports.composeNode = composeNode;


/***/ }),

/***/ 5413:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);
var resolveBlockScalar = __nccwpck_require__(8913);
var resolveFlowScalar = __nccwpck_require__(6842);

function composeScalar(ctx, token, tagToken, onError) {
    const { value, type, comment, range } = token.type === 'block-scalar'
        ? resolveBlockScalar.resolveBlockScalar(ctx, token, onError)
        : resolveFlowScalar.resolveFlowScalar(token, ctx.options.strict, onError);
    const tagName = tagToken
        ? ctx.directives.tagName(tagToken.source, msg => onError(tagToken, 'TAG_RESOLVE_FAILED', msg))
        : null;
    let tag;
    if (ctx.options.stringKeys && ctx.atKey) {
        tag = ctx.schema[identity.SCALAR];
    }
    else if (tagName)
        tag = findScalarTagByName(ctx.schema, value, tagName, tagToken, onError);
    else if (token.type === 'scalar')
        tag = findScalarTagByTest(ctx, value, token, onError);
    else
        tag = ctx.schema[identity.SCALAR];
    let scalar;
    try {
        const res = tag.resolve(value, msg => onError(tagToken ?? token, 'TAG_RESOLVE_FAILED', msg), ctx.options);
        scalar = identity.isScalar(res) ? res : new Scalar.Scalar(res);
    }
    catch (error) {
        const msg = error instanceof Error ? error.message : String(error);
        onError(tagToken ?? token, 'TAG_RESOLVE_FAILED', msg);
        scalar = new Scalar.Scalar(value);
    }
    scalar.range = range;
    scalar.source = value;
    if (type)
        scalar.type = type;
    if (tagName)
        scalar.tag = tagName;
    if (tag.format)
        scalar.format = tag.format;
    if (comment)
        scalar.comment = comment;
    return scalar;
}
function findScalarTagByName(schema, value, tagName, tagToken, onError) {
    if (tagName === '!')
        return schema[identity.SCALAR]; // non-specific tag
    const matchWithTest = [];
    for (const tag of schema.tags) {
        if (!tag.collection && tag.tag === tagName) {
            if (tag.default && tag.test)
                matchWithTest.push(tag);
            else
                return tag;
        }
    }
    for (const tag of matchWithTest)
        if (tag.test?.test(value))
            return tag;
    const kt = schema.knownTags[tagName];
    if (kt && !kt.collection) {
        // Ensure that the known tag is available for stringifying,
        // but does not get used by default.
        schema.tags.push(Object.assign({}, kt, { default: false, test: undefined }));
        return kt;
    }
    onError(tagToken, 'TAG_RESOLVE_FAILED', `Unresolved tag: ${tagName}`, tagName !== 'tag:yaml.org,2002:str');
    return schema[identity.SCALAR];
}
function findScalarTagByTest({ atKey, directives, schema }, value, token, onError) {
    const tag = schema.tags.find(tag => (tag.default === true || (atKey && tag.default === 'key')) &&
        tag.test?.test(value)) || schema[identity.SCALAR];
    if (schema.compat) {
        const compat = schema.compat.find(tag => tag.default && tag.test?.test(value)) ??
            schema[identity.SCALAR];
        if (tag.tag !== compat.tag) {
            const ts = directives.tagString(tag.tag);
            const cs = directives.tagString(compat.tag);
            const msg = `Value may be parsed as either ${ts} or ${cs}`;
            onError(token, 'TAG_RESOLVE_FAILED', msg, true);
        }
    }
    return tag;
}

exports.composeScalar = composeScalar;


/***/ }),

/***/ 9984:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var node_process = __nccwpck_require__(932);
var directives = __nccwpck_require__(1342);
var Document = __nccwpck_require__(3021);
var errors = __nccwpck_require__(1464);
var identity = __nccwpck_require__(1127);
var composeDoc = __nccwpck_require__(3683);
var resolveEnd = __nccwpck_require__(7788);

function getErrorPos(src) {
    if (typeof src === 'number')
        return [src, src + 1];
    if (Array.isArray(src))
        return src.length === 2 ? src : [src[0], src[1]];
    const { offset, source } = src;
    return [offset, offset + (typeof source === 'string' ? source.length : 1)];
}
function parsePrelude(prelude) {
    let comment = '';
    let atComment = false;
    let afterEmptyLine = false;
    for (let i = 0; i < prelude.length; ++i) {
        const source = prelude[i];
        switch (source[0]) {
            case '#':
                comment +=
                    (comment === '' ? '' : afterEmptyLine ? '\n\n' : '\n') +
                        (source.substring(1) || ' ');
                atComment = true;
                afterEmptyLine = false;
                break;
            case '%':
                if (prelude[i + 1]?.[0] !== '#')
                    i += 1;
                atComment = false;
                break;
            default:
                // This may be wrong after doc-end, but in that case it doesn't matter
                if (!atComment)
                    afterEmptyLine = true;
                atComment = false;
        }
    }
    return { comment, afterEmptyLine };
}
/**
 * Compose a stream of CST nodes into a stream of YAML Documents.
 *
 * ```ts
 * import { Composer, Parser } from 'yaml'
 *
 * const src: string = ...
 * const tokens = new Parser().parse(src)
 * const docs = new Composer().compose(tokens)
 * ```
 */
class Composer {
    constructor(options = {}) {
        this.doc = null;
        this.atDirectives = false;
        this.prelude = [];
        this.errors = [];
        this.warnings = [];
        this.onError = (source, code, message, warning) => {
            const pos = getErrorPos(source);
            if (warning)
                this.warnings.push(new errors.YAMLWarning(pos, code, message));
            else
                this.errors.push(new errors.YAMLParseError(pos, code, message));
        };
        // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
        this.directives = new directives.Directives({ version: options.version || '1.2' });
        this.options = options;
    }
    decorate(doc, afterDoc) {
        const { comment, afterEmptyLine } = parsePrelude(this.prelude);
        //console.log({ dc: doc.comment, prelude, comment })
        if (comment) {
            const dc = doc.contents;
            if (afterDoc) {
                doc.comment = doc.comment ? `${doc.comment}\n${comment}` : comment;
            }
            else if (afterEmptyLine || doc.directives.docStart || !dc) {
                doc.commentBefore = comment;
            }
            else if (identity.isCollection(dc) && !dc.flow && dc.items.length > 0) {
                let it = dc.items[0];
                if (identity.isPair(it))
                    it = it.key;
                const cb = it.commentBefore;
                it.commentBefore = cb ? `${comment}\n${cb}` : comment;
            }
            else {
                const cb = dc.commentBefore;
                dc.commentBefore = cb ? `${comment}\n${cb}` : comment;
            }
        }
        if (afterDoc) {
            for (let i = 0; i < this.errors.length; ++i)
                doc.errors.push(this.errors[i]);
            for (let i = 0; i < this.warnings.length; ++i)
                doc.warnings.push(this.warnings[i]);
        }
        else {
            doc.errors = this.errors;
            doc.warnings = this.warnings;
        }
        this.prelude = [];
        this.errors = [];
        this.warnings = [];
    }
    /**
     * Current stream status information.
     *
     * Mostly useful at the end of input for an empty stream.
     */
    streamInfo() {
        return {
            comment: parsePrelude(this.prelude).comment,
            directives: this.directives,
            errors: this.errors,
            warnings: this.warnings
        };
    }
    /**
     * Compose tokens into documents.
     *
     * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
     * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
     */
    *compose(tokens, forceDoc = false, endOffset = -1) {
        for (const token of tokens)
            yield* this.next(token);
        yield* this.end(forceDoc, endOffset);
    }
    /** Advance the composer by one CST token. */
    *next(token) {
        if (node_process.env.LOG_STREAM)
            console.dir(token, { depth: null });
        switch (token.type) {
            case 'directive':
                this.directives.add(token.source, (offset, message, warning) => {
                    const pos = getErrorPos(token);
                    pos[0] += offset;
                    this.onError(pos, 'BAD_DIRECTIVE', message, warning);
                });
                this.prelude.push(token.source);
                this.atDirectives = true;
                break;
            case 'document': {
                const doc = composeDoc.composeDoc(this.options, this.directives, token, this.onError);
                if (this.atDirectives && !doc.directives.docStart)
                    this.onError(token, 'MISSING_CHAR', 'Missing directives-end/doc-start indicator line');
                this.decorate(doc, false);
                if (this.doc)
                    yield this.doc;
                this.doc = doc;
                this.atDirectives = false;
                break;
            }
            case 'byte-order-mark':
            case 'space':
                break;
            case 'comment':
            case 'newline':
                this.prelude.push(token.source);
                break;
            case 'error': {
                const msg = token.source
                    ? `${token.message}: ${JSON.stringify(token.source)}`
                    : token.message;
                const error = new errors.YAMLParseError(getErrorPos(token), 'UNEXPECTED_TOKEN', msg);
                if (this.atDirectives || !this.doc)
                    this.errors.push(error);
                else
                    this.doc.errors.push(error);
                break;
            }
            case 'doc-end': {
                if (!this.doc) {
                    const msg = 'Unexpected doc-end without preceding document';
                    this.errors.push(new errors.YAMLParseError(getErrorPos(token), 'UNEXPECTED_TOKEN', msg));
                    break;
                }
                this.doc.directives.docEnd = true;
                const end = resolveEnd.resolveEnd(token.end, token.offset + token.source.length, this.doc.options.strict, this.onError);
                this.decorate(this.doc, true);
                if (end.comment) {
                    const dc = this.doc.comment;
                    this.doc.comment = dc ? `${dc}\n${end.comment}` : end.comment;
                }
                this.doc.range[2] = end.offset;
                break;
            }
            default:
                this.errors.push(new errors.YAMLParseError(getErrorPos(token), 'UNEXPECTED_TOKEN', `Unsupported token ${token.type}`));
        }
    }
    /**
     * Call at end of input to yield any remaining document.
     *
     * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
     * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
     */
    *end(forceDoc = false, endOffset = -1) {
        if (this.doc) {
            this.decorate(this.doc, true);
            yield this.doc;
            this.doc = null;
        }
        else if (forceDoc) {
            const opts = Object.assign({ _directives: this.directives }, this.options);
            const doc = new Document.Document(undefined, opts);
            if (this.atDirectives)
                this.onError(endOffset, 'MISSING_CHAR', 'Missing directives-end indicator line');
            doc.range = [0, endOffset, endOffset];
            this.decorate(doc, false);
            yield doc;
        }
    }
}

exports.Composer = Composer;


/***/ }),

/***/ 7103:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Pair = __nccwpck_require__(7165);
var YAMLMap = __nccwpck_require__(4454);
var resolveProps = __nccwpck_require__(4631);
var utilContainsNewline = __nccwpck_require__(9499);
var utilFlowIndentCheck = __nccwpck_require__(4051);
var utilMapIncludes = __nccwpck_require__(1187);

const startColMsg = 'All mapping items must start at the same column';
function resolveBlockMap({ composeNode, composeEmptyNode }, ctx, bm, onError, tag) {
    const NodeClass = tag?.nodeClass ?? YAMLMap.YAMLMap;
    const map = new NodeClass(ctx.schema);
    if (ctx.atRoot)
        ctx.atRoot = false;
    let offset = bm.offset;
    let commentEnd = null;
    for (const collItem of bm.items) {
        const { start, key, sep, value } = collItem;
        // key properties
        const keyProps = resolveProps.resolveProps(start, {
            indicator: 'explicit-key-ind',
            next: key ?? sep?.[0],
            offset,
            onError,
            parentIndent: bm.indent,
            startOnNewline: true
        });
        const implicitKey = !keyProps.found;
        if (implicitKey) {
            if (key) {
                if (key.type === 'block-seq')
                    onError(offset, 'BLOCK_AS_IMPLICIT_KEY', 'A block sequence may not be used as an implicit map key');
                else if ('indent' in key && key.indent !== bm.indent)
                    onError(offset, 'BAD_INDENT', startColMsg);
            }
            if (!keyProps.anchor && !keyProps.tag && !sep) {
                commentEnd = keyProps.end;
                if (keyProps.comment) {
                    if (map.comment)
                        map.comment += '\n' + keyProps.comment;
                    else
                        map.comment = keyProps.comment;
                }
                continue;
            }
            if (keyProps.newlineAfterProp || utilContainsNewline.containsNewline(key)) {
                onError(key ?? start[start.length - 1], 'MULTILINE_IMPLICIT_KEY', 'Implicit keys need to be on a single line');
            }
        }
        else if (keyProps.found?.indent !== bm.indent) {
            onError(offset, 'BAD_INDENT', startColMsg);
        }
        // key value
        ctx.atKey = true;
        const keyStart = keyProps.end;
        const keyNode = key
            ? composeNode(ctx, key, keyProps, onError)
            : composeEmptyNode(ctx, keyStart, start, null, keyProps, onError);
        if (ctx.schema.compat)
            utilFlowIndentCheck.flowIndentCheck(bm.indent, key, onError);
        ctx.atKey = false;
        if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode))
            onError(keyStart, 'DUPLICATE_KEY', 'Map keys must be unique');
        // value properties
        const valueProps = resolveProps.resolveProps(sep ?? [], {
            indicator: 'map-value-ind',
            next: value,
            offset: keyNode.range[2],
            onError,
            parentIndent: bm.indent,
            startOnNewline: !key || key.type === 'block-scalar'
        });
        offset = valueProps.end;
        if (valueProps.found) {
            if (implicitKey) {
                if (value?.type === 'block-map' && !valueProps.hasNewline)
                    onError(offset, 'BLOCK_AS_IMPLICIT_KEY', 'Nested mappings are not allowed in compact mappings');
                if (ctx.options.strict &&
                    keyProps.start < valueProps.found.offset - 1024)
                    onError(keyNode.range, 'KEY_OVER_1024_CHARS', 'The : indicator must be at most 1024 chars after the start of an implicit block mapping key');
            }
            // value value
            const valueNode = value
                ? composeNode(ctx, value, valueProps, onError)
                : composeEmptyNode(ctx, offset, sep, null, valueProps, onError);
            if (ctx.schema.compat)
                utilFlowIndentCheck.flowIndentCheck(bm.indent, value, onError);
            offset = valueNode.range[2];
            const pair = new Pair.Pair(keyNode, valueNode);
            if (ctx.options.keepSourceTokens)
                pair.srcToken = collItem;
            map.items.push(pair);
        }
        else {
            // key with no value
            if (implicitKey)
                onError(keyNode.range, 'MISSING_CHAR', 'Implicit map keys need to be followed by map values');
            if (valueProps.comment) {
                if (keyNode.comment)
                    keyNode.comment += '\n' + valueProps.comment;
                else
                    keyNode.comment = valueProps.comment;
            }
            const pair = new Pair.Pair(keyNode);
            if (ctx.options.keepSourceTokens)
                pair.srcToken = collItem;
            map.items.push(pair);
        }
    }
    if (commentEnd && commentEnd < offset)
        onError(commentEnd, 'IMPOSSIBLE', 'Map comment with trailing content');
    map.range = [bm.offset, offset, commentEnd ?? offset];
    return map;
}

exports.resolveBlockMap = resolveBlockMap;


/***/ }),

/***/ 8913:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);

function resolveBlockScalar(ctx, scalar, onError) {
    const start = scalar.offset;
    const header = parseBlockScalarHeader(scalar, ctx.options.strict, onError);
    if (!header)
        return { value: '', type: null, comment: '', range: [start, start, start] };
    const type = header.mode === '>' ? Scalar.Scalar.BLOCK_FOLDED : Scalar.Scalar.BLOCK_LITERAL;
    const lines = scalar.source ? splitLines(scalar.source) : [];
    // determine the end of content & start of chomping
    let chompStart = lines.length;
    for (let i = lines.length - 1; i >= 0; --i) {
        const content = lines[i][1];
        if (content === '' || content === '\r')
            chompStart = i;
        else
            break;
    }
    // shortcut for empty contents
    if (chompStart === 0) {
        const value = header.chomp === '+' && lines.length > 0
            ? '\n'.repeat(Math.max(1, lines.length - 1))
            : '';
        let end = start + header.length;
        if (scalar.source)
            end += scalar.source.length;
        return { value, type, comment: header.comment, range: [start, end, end] };
    }
    // find the indentation level to trim from start
    let trimIndent = scalar.indent + header.indent;
    let offset = scalar.offset + header.length;
    let contentStart = 0;
    for (let i = 0; i < chompStart; ++i) {
        const [indent, content] = lines[i];
        if (content === '' || content === '\r') {
            if (header.indent === 0 && indent.length > trimIndent)
                trimIndent = indent.length;
        }
        else {
            if (indent.length < trimIndent) {
                const message = 'Block scalars with more-indented leading empty lines must use an explicit indentation indicator';
                onError(offset + indent.length, 'MISSING_CHAR', message);
            }
            if (header.indent === 0)
                trimIndent = indent.length;
            contentStart = i;
            if (trimIndent === 0 && !ctx.atRoot) {
                const message = 'Block scalar values in collections must be indented';
                onError(offset, 'BAD_INDENT', message);
            }
            break;
        }
        offset += indent.length + content.length + 1;
    }
    // include trailing more-indented empty lines in content
    for (let i = lines.length - 1; i >= chompStart; --i) {
        if (lines[i][0].length > trimIndent)
            chompStart = i + 1;
    }
    let value = '';
    let sep = '';
    let prevMoreIndented = false;
    // leading whitespace is kept intact
    for (let i = 0; i < contentStart; ++i)
        value += lines[i][0].slice(trimIndent) + '\n';
    for (let i = contentStart; i < chompStart; ++i) {
        let [indent, content] = lines[i];
        offset += indent.length + content.length + 1;
        const crlf = content[content.length - 1] === '\r';
        if (crlf)
            content = content.slice(0, -1);
        /* istanbul ignore if already caught in lexer */
        if (content && indent.length < trimIndent) {
            const src = header.indent
                ? 'explicit indentation indicator'
                : 'first line';
            const message = `Block scalar lines must not be less indented than their ${src}`;
            onError(offset - content.length - (crlf ? 2 : 1), 'BAD_INDENT', message);
            indent = '';
        }
        if (type === Scalar.Scalar.BLOCK_LITERAL) {
            value += sep + indent.slice(trimIndent) + content;
            sep = '\n';
        }
        else if (indent.length > trimIndent || content[0] === '\t') {
            // more-indented content within a folded block
            if (sep === ' ')
                sep = '\n';
            else if (!prevMoreIndented && sep === '\n')
                sep = '\n\n';
            value += sep + indent.slice(trimIndent) + content;
            sep = '\n';
            prevMoreIndented = true;
        }
        else if (content === '') {
            // empty line
            if (sep === '\n')
                value += '\n';
            else
                sep = '\n';
        }
        else {
            value += sep + content;
            sep = ' ';
            prevMoreIndented = false;
        }
    }
    switch (header.chomp) {
        case '-':
            break;
        case '+':
            for (let i = chompStart; i < lines.length; ++i)
                value += '\n' + lines[i][0].slice(trimIndent);
            if (value[value.length - 1] !== '\n')
                value += '\n';
            break;
        default:
            value += '\n';
    }
    const end = start + header.length + scalar.source.length;
    return { value, type, comment: header.comment, range: [start, end, end] };
}
function parseBlockScalarHeader({ offset, props }, strict, onError) {
    /* istanbul ignore if should not happen */
    if (props[0].type !== 'block-scalar-header') {
        onError(props[0], 'IMPOSSIBLE', 'Block scalar header not found');
        return null;
    }
    const { source } = props[0];
    const mode = source[0];
    let indent = 0;
    let chomp = '';
    let error = -1;
    for (let i = 1; i < source.length; ++i) {
        const ch = source[i];
        if (!chomp && (ch === '-' || ch === '+'))
            chomp = ch;
        else {
            const n = Number(ch);
            if (!indent && n)
                indent = n;
            else if (error === -1)
                error = offset + i;
        }
    }
    if (error !== -1)
        onError(error, 'UNEXPECTED_TOKEN', `Block scalar header includes extra characters: ${source}`);
    let hasSpace = false;
    let comment = '';
    let length = source.length;
    for (let i = 1; i < props.length; ++i) {
        const token = props[i];
        switch (token.type) {
            case 'space':
                hasSpace = true;
            // fallthrough
            case 'newline':
                length += token.source.length;
                break;
            case 'comment':
                if (strict && !hasSpace) {
                    const message = 'Comments must be separated from other tokens by white space characters';
                    onError(token, 'MISSING_CHAR', message);
                }
                length += token.source.length;
                comment = token.source.substring(1);
                break;
            case 'error':
                onError(token, 'UNEXPECTED_TOKEN', token.message);
                length += token.source.length;
                break;
            /* istanbul ignore next should not happen */
            default: {
                const message = `Unexpected token in block scalar header: ${token.type}`;
                onError(token, 'UNEXPECTED_TOKEN', message);
                const ts = token.source;
                if (ts && typeof ts === 'string')
                    length += ts.length;
            }
        }
    }
    return { mode, indent, chomp, comment, length };
}
/** @returns Array of lines split up as `[indent, content]` */
function splitLines(source) {
    const split = source.split(/\n( *)/);
    const first = split[0];
    const m = first.match(/^( *)/);
    const line0 = m?.[1]
        ? [m[1], first.slice(m[1].length)]
        : ['', first];
    const lines = [line0];
    for (let i = 1; i < split.length; i += 2)
        lines.push([split[i], split[i + 1]]);
    return lines;
}

exports.resolveBlockScalar = resolveBlockScalar;


/***/ }),

/***/ 334:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var YAMLSeq = __nccwpck_require__(2223);
var resolveProps = __nccwpck_require__(4631);
var utilFlowIndentCheck = __nccwpck_require__(4051);

function resolveBlockSeq({ composeNode, composeEmptyNode }, ctx, bs, onError, tag) {
    const NodeClass = tag?.nodeClass ?? YAMLSeq.YAMLSeq;
    const seq = new NodeClass(ctx.schema);
    if (ctx.atRoot)
        ctx.atRoot = false;
    if (ctx.atKey)
        ctx.atKey = false;
    let offset = bs.offset;
    let commentEnd = null;
    for (const { start, value } of bs.items) {
        const props = resolveProps.resolveProps(start, {
            indicator: 'seq-item-ind',
            next: value,
            offset,
            onError,
            parentIndent: bs.indent,
            startOnNewline: true
        });
        if (!props.found) {
            if (props.anchor || props.tag || value) {
                if (value?.type === 'block-seq')
                    onError(props.end, 'BAD_INDENT', 'All sequence items must start at the same column');
                else
                    onError(offset, 'MISSING_CHAR', 'Sequence item without - indicator');
            }
            else {
                commentEnd = props.end;
                if (props.comment)
                    seq.comment = props.comment;
                continue;
            }
        }
        const node = value
            ? composeNode(ctx, value, props, onError)
            : composeEmptyNode(ctx, props.end, start, null, props, onError);
        if (ctx.schema.compat)
            utilFlowIndentCheck.flowIndentCheck(bs.indent, value, onError);
        offset = node.range[2];
        seq.items.push(node);
    }
    seq.range = [bs.offset, offset, commentEnd ?? offset];
    return seq;
}

exports.resolveBlockSeq = resolveBlockSeq;


/***/ }),

/***/ 7788:
/***/ ((__unused_webpack_module, exports) => {



function resolveEnd(end, offset, reqSpace, onError) {
    let comment = '';
    if (end) {
        let hasSpace = false;
        let sep = '';
        for (const token of end) {
            const { source, type } = token;
            switch (type) {
                case 'space':
                    hasSpace = true;
                    break;
                case 'comment': {
                    if (reqSpace && !hasSpace)
                        onError(token, 'MISSING_CHAR', 'Comments must be separated from other tokens by white space characters');
                    const cb = source.substring(1) || ' ';
                    if (!comment)
                        comment = cb;
                    else
                        comment += sep + cb;
                    sep = '';
                    break;
                }
                case 'newline':
                    if (comment)
                        sep += source;
                    hasSpace = true;
                    break;
                default:
                    onError(token, 'UNEXPECTED_TOKEN', `Unexpected ${type} at node end`);
            }
            offset += source.length;
        }
    }
    return { comment, offset };
}

exports.resolveEnd = resolveEnd;


/***/ }),

/***/ 3142:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var YAMLMap = __nccwpck_require__(4454);
var YAMLSeq = __nccwpck_require__(2223);
var resolveEnd = __nccwpck_require__(7788);
var resolveProps = __nccwpck_require__(4631);
var utilContainsNewline = __nccwpck_require__(9499);
var utilMapIncludes = __nccwpck_require__(1187);

const blockMsg = 'Block collections are not allowed within flow collections';
const isBlock = (token) => token && (token.type === 'block-map' || token.type === 'block-seq');
function resolveFlowCollection({ composeNode, composeEmptyNode }, ctx, fc, onError, tag) {
    const isMap = fc.start.source === '{';
    const fcName = isMap ? 'flow map' : 'flow sequence';
    const NodeClass = (tag?.nodeClass ?? (isMap ? YAMLMap.YAMLMap : YAMLSeq.YAMLSeq));
    const coll = new NodeClass(ctx.schema);
    coll.flow = true;
    const atRoot = ctx.atRoot;
    if (atRoot)
        ctx.atRoot = false;
    if (ctx.atKey)
        ctx.atKey = false;
    let offset = fc.offset + fc.start.source.length;
    for (let i = 0; i < fc.items.length; ++i) {
        const collItem = fc.items[i];
        const { start, key, sep, value } = collItem;
        const props = resolveProps.resolveProps(start, {
            flow: fcName,
            indicator: 'explicit-key-ind',
            next: key ?? sep?.[0],
            offset,
            onError,
            parentIndent: fc.indent,
            startOnNewline: false
        });
        if (!props.found) {
            if (!props.anchor && !props.tag && !sep && !value) {
                if (i === 0 && props.comma)
                    onError(props.comma, 'UNEXPECTED_TOKEN', `Unexpected , in ${fcName}`);
                else if (i < fc.items.length - 1)
                    onError(props.start, 'UNEXPECTED_TOKEN', `Unexpected empty item in ${fcName}`);
                if (props.comment) {
                    if (coll.comment)
                        coll.comment += '\n' + props.comment;
                    else
                        coll.comment = props.comment;
                }
                offset = props.end;
                continue;
            }
            if (!isMap && ctx.options.strict && utilContainsNewline.containsNewline(key))
                onError(key, // checked by containsNewline()
                'MULTILINE_IMPLICIT_KEY', 'Implicit keys of flow sequence pairs need to be on a single line');
        }
        if (i === 0) {
            if (props.comma)
                onError(props.comma, 'UNEXPECTED_TOKEN', `Unexpected , in ${fcName}`);
        }
        else {
            if (!props.comma)
                onError(props.start, 'MISSING_CHAR', `Missing , between ${fcName} items`);
            if (props.comment) {
                let prevItemComment = '';
                loop: for (const st of start) {
                    switch (st.type) {
                        case 'comma':
                        case 'space':
                            break;
                        case 'comment':
                            prevItemComment = st.source.substring(1);
                            break loop;
                        default:
                            break loop;
                    }
                }
                if (prevItemComment) {
                    let prev = coll.items[coll.items.length - 1];
                    if (identity.isPair(prev))
                        prev = prev.value ?? prev.key;
                    if (prev.comment)
                        prev.comment += '\n' + prevItemComment;
                    else
                        prev.comment = prevItemComment;
                    props.comment = props.comment.substring(prevItemComment.length + 1);
                }
            }
        }
        if (!isMap && !sep && !props.found) {
            // item is a value in a seq
            // → key & sep are empty, start does not include ? or :
            const valueNode = value
                ? composeNode(ctx, value, props, onError)
                : composeEmptyNode(ctx, props.end, sep, null, props, onError);
            coll.items.push(valueNode);
            offset = valueNode.range[2];
            if (isBlock(value))
                onError(valueNode.range, 'BLOCK_IN_FLOW', blockMsg);
        }
        else {
            // item is a key+value pair
            // key value
            ctx.atKey = true;
            const keyStart = props.end;
            const keyNode = key
                ? composeNode(ctx, key, props, onError)
                : composeEmptyNode(ctx, keyStart, start, null, props, onError);
            if (isBlock(key))
                onError(keyNode.range, 'BLOCK_IN_FLOW', blockMsg);
            ctx.atKey = false;
            // value properties
            const valueProps = resolveProps.resolveProps(sep ?? [], {
                flow: fcName,
                indicator: 'map-value-ind',
                next: value,
                offset: keyNode.range[2],
                onError,
                parentIndent: fc.indent,
                startOnNewline: false
            });
            if (valueProps.found) {
                if (!isMap && !props.found && ctx.options.strict) {
                    if (sep)
                        for (const st of sep) {
                            if (st === valueProps.found)
                                break;
                            if (st.type === 'newline') {
                                onError(st, 'MULTILINE_IMPLICIT_KEY', 'Implicit keys of flow sequence pairs need to be on a single line');
                                break;
                            }
                        }
                    if (props.start < valueProps.found.offset - 1024)
                        onError(valueProps.found, 'KEY_OVER_1024_CHARS', 'The : indicator must be at most 1024 chars after the start of an implicit flow sequence key');
                }
            }
            else if (value) {
                if ('source' in value && value.source?.[0] === ':')
                    onError(value, 'MISSING_CHAR', `Missing space after : in ${fcName}`);
                else
                    onError(valueProps.start, 'MISSING_CHAR', `Missing , or : between ${fcName} items`);
            }
            // value value
            const valueNode = value
                ? composeNode(ctx, value, valueProps, onError)
                : valueProps.found
                    ? composeEmptyNode(ctx, valueProps.end, sep, null, valueProps, onError)
                    : null;
            if (valueNode) {
                if (isBlock(value))
                    onError(valueNode.range, 'BLOCK_IN_FLOW', blockMsg);
            }
            else if (valueProps.comment) {
                if (keyNode.comment)
                    keyNode.comment += '\n' + valueProps.comment;
                else
                    keyNode.comment = valueProps.comment;
            }
            const pair = new Pair.Pair(keyNode, valueNode);
            if (ctx.options.keepSourceTokens)
                pair.srcToken = collItem;
            if (isMap) {
                const map = coll;
                if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode))
                    onError(keyStart, 'DUPLICATE_KEY', 'Map keys must be unique');
                map.items.push(pair);
            }
            else {
                const map = new YAMLMap.YAMLMap(ctx.schema);
                map.flow = true;
                map.items.push(pair);
                const endRange = (valueNode ?? keyNode).range;
                map.range = [keyNode.range[0], endRange[1], endRange[2]];
                coll.items.push(map);
            }
            offset = valueNode ? valueNode.range[2] : valueProps.end;
        }
    }
    const expectedEnd = isMap ? '}' : ']';
    const [ce, ...ee] = fc.end;
    let cePos = offset;
    if (ce?.source === expectedEnd)
        cePos = ce.offset + ce.source.length;
    else {
        const name = fcName[0].toUpperCase() + fcName.substring(1);
        const msg = atRoot
            ? `${name} must end with a ${expectedEnd}`
            : `${name} in block collection must be sufficiently indented and end with a ${expectedEnd}`;
        onError(offset, atRoot ? 'MISSING_CHAR' : 'BAD_INDENT', msg);
        if (ce && ce.source.length !== 1)
            ee.unshift(ce);
    }
    if (ee.length > 0) {
        const end = resolveEnd.resolveEnd(ee, cePos, ctx.options.strict, onError);
        if (end.comment) {
            if (coll.comment)
                coll.comment += '\n' + end.comment;
            else
                coll.comment = end.comment;
        }
        coll.range = [fc.offset, cePos, end.offset];
    }
    else {
        coll.range = [fc.offset, cePos, cePos];
    }
    return coll;
}

exports.resolveFlowCollection = resolveFlowCollection;


/***/ }),

/***/ 6842:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var resolveEnd = __nccwpck_require__(7788);

function resolveFlowScalar(scalar, strict, onError) {
    const { offset, type, source, end } = scalar;
    let _type;
    let value;
    const _onError = (rel, code, msg) => onError(offset + rel, code, msg);
    switch (type) {
        case 'scalar':
            _type = Scalar.Scalar.PLAIN;
            value = plainValue(source, _onError);
            break;
        case 'single-quoted-scalar':
            _type = Scalar.Scalar.QUOTE_SINGLE;
            value = singleQuotedValue(source, _onError);
            break;
        case 'double-quoted-scalar':
            _type = Scalar.Scalar.QUOTE_DOUBLE;
            value = doubleQuotedValue(source, _onError);
            break;
        /* istanbul ignore next should not happen */
        default:
            onError(scalar, 'UNEXPECTED_TOKEN', `Expected a flow scalar value, but found: ${type}`);
            return {
                value: '',
                type: null,
                comment: '',
                range: [offset, offset + source.length, offset + source.length]
            };
    }
    const valueEnd = offset + source.length;
    const re = resolveEnd.resolveEnd(end, valueEnd, strict, onError);
    return {
        value,
        type: _type,
        comment: re.comment,
        range: [offset, valueEnd, re.offset]
    };
}
function plainValue(source, onError) {
    let badChar = '';
    switch (source[0]) {
        /* istanbul ignore next should not happen */
        case '\t':
            badChar = 'a tab character';
            break;
        case ',':
            badChar = 'flow indicator character ,';
            break;
        case '%':
            badChar = 'directive indicator character %';
            break;
        case '|':
        case '>': {
            badChar = `block scalar indicator ${source[0]}`;
            break;
        }
        case '@':
        case '`': {
            badChar = `reserved character ${source[0]}`;
            break;
        }
    }
    if (badChar)
        onError(0, 'BAD_SCALAR_START', `Plain value cannot start with ${badChar}`);
    return unfoldLines(source);
}
function singleQuotedValue(source, onError) {
    if (source[source.length - 1] !== "'" || source.length === 1)
        onError(source.length, 'MISSING_CHAR', "Missing closing 'quote");
    return unfoldLines(source.slice(1, -1)).replace(/''/g, "'");
}
function unfoldLines(source) {
    const line = /(.*?)\r?\n/sy;
    let match = line.exec(source);
    if (!match)
        return source;
    /**
     * The negative lookbehinds in these RegExps are to
     * prevent causing a polynomial search time in certain cases.
     *
     * The try-catch is for Safari < 16.4 and other old browsers:
     * https://caniuse.com/js-regexp-lookbehind
     */
    let trimEnd, trimBoth;
    try {
        trimEnd = new RegExp('(?<![ \t])[ \t]+$');
        trimBoth = new RegExp('^[ \t]+|(?<![ \t])[ \t]+$', 'g');
    }
    catch {
        trimEnd = /[ \t]+$/;
        trimBoth = /^[ \t]+|[ \t]+$/g;
    }
    let res = match[1].replace(trimEnd, '');
    let sep = ' ';
    let pos = line.lastIndex;
    while ((match = line.exec(source))) {
        const lm = match[1].replace(trimBoth, '');
        if (lm === '') {
            if (sep === '\n')
                res += sep;
            else
                sep = '\n';
        }
        else {
            res += sep + lm;
            sep = ' ';
        }
        pos = line.lastIndex;
    }
    const last = /[ \t]*(.*)/sy;
    last.lastIndex = pos;
    match = last.exec(source);
    return res + sep + (match?.[1] ?? '');
}
function doubleQuotedValue(source, onError) {
    let res = '';
    for (let i = 1; i < source.length - 1; ++i) {
        const ch = source[i];
        if (ch === '\r' && source[i + 1] === '\n')
            continue;
        if (ch === '\n') {
            const { fold, offset } = foldNewline(source, i);
            res += fold;
            i = offset;
        }
        else if (ch === '\\') {
            let next = source[++i];
            const cc = escapeCodes[next];
            if (cc)
                res += cc;
            else if (next === '\n') {
                // skip escaped newlines, but still trim the following line
                next = source[i + 1];
                while (next === ' ' || next === '\t')
                    next = source[++i + 1];
            }
            else if (next === '\r' && source[i + 1] === '\n') {
                // skip escaped CRLF newlines, but still trim the following line
                next = source[++i + 1];
                while (next === ' ' || next === '\t')
                    next = source[++i + 1];
            }
            else if (next === 'x' || next === 'u' || next === 'U') {
                const length = next === 'x' ? 2 : next === 'u' ? 4 : 8;
                res += parseCharCode(source, i + 1, length, onError);
                i += length;
            }
            else {
                const raw = source.substr(i - 1, 2);
                onError(i - 1, 'BAD_DQ_ESCAPE', `Invalid escape sequence ${raw}`);
                res += raw;
            }
        }
        else if (ch === ' ' || ch === '\t') {
            // trim trailing whitespace
            const wsStart = i;
            let next = source[i + 1];
            while (next === ' ' || next === '\t')
                next = source[++i + 1];
            if (next !== '\n' && !(next === '\r' && source[i + 2] === '\n'))
                res += i > wsStart ? source.slice(wsStart, i + 1) : ch;
        }
        else {
            res += ch;
        }
    }
    if (source[source.length - 1] !== '"' || source.length === 1)
        onError(source.length, 'MISSING_CHAR', 'Missing closing "quote');
    return res;
}
/**
 * Fold a single newline into a space, multiple newlines to N - 1 newlines.
 * Presumes `source[offset] === '\n'`
 */
function foldNewline(source, offset) {
    let fold = '';
    let ch = source[offset + 1];
    while (ch === ' ' || ch === '\t' || ch === '\n' || ch === '\r') {
        if (ch === '\r' && source[offset + 2] !== '\n')
            break;
        if (ch === '\n')
            fold += '\n';
        offset += 1;
        ch = source[offset + 1];
    }
    if (!fold)
        fold = ' ';
    return { fold, offset };
}
const escapeCodes = {
    '0': '\0', // null character
    a: '\x07', // bell character
    b: '\b', // backspace
    e: '\x1b', // escape character
    f: '\f', // form feed
    n: '\n', // line feed
    r: '\r', // carriage return
    t: '\t', // horizontal tab
    v: '\v', // vertical tab
    N: '\u0085', // Unicode next line
    _: '\u00a0', // Unicode non-breaking space
    L: '\u2028', // Unicode line separator
    P: '\u2029', // Unicode paragraph separator
    ' ': ' ',
    '"': '"',
    '/': '/',
    '\\': '\\',
    '\t': '\t'
};
function parseCharCode(source, offset, length, onError) {
    const cc = source.substr(offset, length);
    const ok = cc.length === length && /^[0-9a-fA-F]+$/.test(cc);
    const code = ok ? parseInt(cc, 16) : NaN;
    try {
        return String.fromCodePoint(code);
    }
    catch {
        const raw = source.substr(offset - 2, length + 2);
        onError(offset - 2, 'BAD_DQ_ESCAPE', `Invalid escape sequence ${raw}`);
        return raw;
    }
}

exports.resolveFlowScalar = resolveFlowScalar;


/***/ }),

/***/ 4631:
/***/ ((__unused_webpack_module, exports) => {



function resolveProps(tokens, { flow, indicator, next, offset, onError, parentIndent, startOnNewline }) {
    let spaceBefore = false;
    let atNewline = startOnNewline;
    let hasSpace = startOnNewline;
    let comment = '';
    let commentSep = '';
    let hasNewline = false;
    let reqSpace = false;
    let tab = null;
    let anchor = null;
    let tag = null;
    let newlineAfterProp = null;
    let comma = null;
    let found = null;
    let start = null;
    for (const token of tokens) {
        if (reqSpace) {
            if (token.type !== 'space' &&
                token.type !== 'newline' &&
                token.type !== 'comma')
                onError(token.offset, 'MISSING_CHAR', 'Tags and anchors must be separated from the next token by white space');
            reqSpace = false;
        }
        if (tab) {
            if (atNewline && token.type !== 'comment' && token.type !== 'newline') {
                onError(tab, 'TAB_AS_INDENT', 'Tabs are not allowed as indentation');
            }
            tab = null;
        }
        switch (token.type) {
            case 'space':
                // At the doc level, tabs at line start may be parsed
                // as leading white space rather than indentation.
                // In a flow collection, only the parser handles indent.
                if (!flow &&
                    (indicator !== 'doc-start' || next?.type !== 'flow-collection') &&
                    token.source.includes('\t')) {
                    tab = token;
                }
                hasSpace = true;
                break;
            case 'comment': {
                if (!hasSpace)
                    onError(token, 'MISSING_CHAR', 'Comments must be separated from other tokens by white space characters');
                const cb = token.source.substring(1) || ' ';
                if (!comment)
                    comment = cb;
                else
                    comment += commentSep + cb;
                commentSep = '';
                atNewline = false;
                break;
            }
            case 'newline':
                if (atNewline) {
                    if (comment)
                        comment += token.source;
                    else if (!found || indicator !== 'seq-item-ind')
                        spaceBefore = true;
                }
                else
                    commentSep += token.source;
                atNewline = true;
                hasNewline = true;
                if (anchor || tag)
                    newlineAfterProp = token;
                hasSpace = true;
                break;
            case 'anchor':
                if (anchor)
                    onError(token, 'MULTIPLE_ANCHORS', 'A node can have at most one anchor');
                if (token.source.endsWith(':'))
                    onError(token.offset + token.source.length - 1, 'BAD_ALIAS', 'Anchor ending in : is ambiguous', true);
                anchor = token;
                start ?? (start = token.offset);
                atNewline = false;
                hasSpace = false;
                reqSpace = true;
                break;
            case 'tag': {
                if (tag)
                    onError(token, 'MULTIPLE_TAGS', 'A node can have at most one tag');
                tag = token;
                start ?? (start = token.offset);
                atNewline = false;
                hasSpace = false;
                reqSpace = true;
                break;
            }
            case indicator:
                // Could here handle preceding comments differently
                if (anchor || tag)
                    onError(token, 'BAD_PROP_ORDER', `Anchors and tags must be after the ${token.source} indicator`);
                if (found)
                    onError(token, 'UNEXPECTED_TOKEN', `Unexpected ${token.source} in ${flow ?? 'collection'}`);
                found = token;
                atNewline =
                    indicator === 'seq-item-ind' || indicator === 'explicit-key-ind';
                hasSpace = false;
                break;
            case 'comma':
                if (flow) {
                    if (comma)
                        onError(token, 'UNEXPECTED_TOKEN', `Unexpected , in ${flow}`);
                    comma = token;
                    atNewline = false;
                    hasSpace = false;
                    break;
                }
            // else fallthrough
            default:
                onError(token, 'UNEXPECTED_TOKEN', `Unexpected ${token.type} token`);
                atNewline = false;
                hasSpace = false;
        }
    }
    const last = tokens[tokens.length - 1];
    const end = last ? last.offset + last.source.length : offset;
    if (reqSpace &&
        next &&
        next.type !== 'space' &&
        next.type !== 'newline' &&
        next.type !== 'comma' &&
        (next.type !== 'scalar' || next.source !== '')) {
        onError(next.offset, 'MISSING_CHAR', 'Tags and anchors must be separated from the next token by white space');
    }
    if (tab &&
        ((atNewline && tab.indent <= parentIndent) ||
            next?.type === 'block-map' ||
            next?.type === 'block-seq'))
        onError(tab, 'TAB_AS_INDENT', 'Tabs are not allowed as indentation');
    return {
        comma,
        found,
        spaceBefore,
        comment,
        hasNewline,
        anchor,
        tag,
        newlineAfterProp,
        end,
        start: start ?? end
    };
}

exports.resolveProps = resolveProps;


/***/ }),

/***/ 9499:
/***/ ((__unused_webpack_module, exports) => {



function containsNewline(key) {
    if (!key)
        return null;
    switch (key.type) {
        case 'alias':
        case 'scalar':
        case 'double-quoted-scalar':
        case 'single-quoted-scalar':
            if (key.source.includes('\n'))
                return true;
            if (key.end)
                for (const st of key.end)
                    if (st.type === 'newline')
                        return true;
            return false;
        case 'flow-collection':
            for (const it of key.items) {
                for (const st of it.start)
                    if (st.type === 'newline')
                        return true;
                if (it.sep)
                    for (const st of it.sep)
                        if (st.type === 'newline')
                            return true;
                if (containsNewline(it.key) || containsNewline(it.value))
                    return true;
            }
            return false;
        default:
            return true;
    }
}

exports.containsNewline = containsNewline;


/***/ }),

/***/ 2599:
/***/ ((__unused_webpack_module, exports) => {



function emptyScalarPosition(offset, before, pos) {
    if (before) {
        pos ?? (pos = before.length);
        for (let i = pos - 1; i >= 0; --i) {
            let st = before[i];
            switch (st.type) {
                case 'space':
                case 'comment':
                case 'newline':
                    offset -= st.source.length;
                    continue;
            }
            // Technically, an empty scalar is immediately after the last non-empty
            // node, but it's more useful to place it after any whitespace.
            st = before[++i];
            while (st?.type === 'space') {
                offset += st.source.length;
                st = before[++i];
            }
            break;
        }
    }
    return offset;
}

exports.emptyScalarPosition = emptyScalarPosition;


/***/ }),

/***/ 4051:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var utilContainsNewline = __nccwpck_require__(9499);

function flowIndentCheck(indent, fc, onError) {
    if (fc?.type === 'flow-collection') {
        const end = fc.end[0];
        if (end.indent === indent &&
            (end.source === ']' || end.source === '}') &&
            utilContainsNewline.containsNewline(fc)) {
            const msg = 'Flow end indicator should be more indented than parent';
            onError(end, 'BAD_INDENT', msg, true);
        }
    }
}

exports.flowIndentCheck = flowIndentCheck;


/***/ }),

/***/ 1187:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);

function mapIncludes(ctx, items, search) {
    const { uniqueKeys } = ctx.options;
    if (uniqueKeys === false)
        return false;
    const isEqual = typeof uniqueKeys === 'function'
        ? uniqueKeys
        : (a, b) => a === b || (identity.isScalar(a) && identity.isScalar(b) && a.value === b.value);
    return items.some(pair => isEqual(pair.key, search));
}

exports.mapIncludes = mapIncludes;


/***/ }),

/***/ 3021:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Alias = __nccwpck_require__(4065);
var Collection = __nccwpck_require__(101);
var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var toJS = __nccwpck_require__(4043);
var Schema = __nccwpck_require__(5840);
var stringifyDocument = __nccwpck_require__(6829);
var anchors = __nccwpck_require__(1596);
var applyReviver = __nccwpck_require__(3661);
var createNode = __nccwpck_require__(2404);
var directives = __nccwpck_require__(1342);

class Document {
    constructor(value, replacer, options) {
        /** A comment before this Document */
        this.commentBefore = null;
        /** A comment immediately after this Document */
        this.comment = null;
        /** Errors encountered during parsing. */
        this.errors = [];
        /** Warnings encountered during parsing. */
        this.warnings = [];
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.DOC });
        let _replacer = null;
        if (typeof replacer === 'function' || Array.isArray(replacer)) {
            _replacer = replacer;
        }
        else if (options === undefined && replacer) {
            options = replacer;
            replacer = undefined;
        }
        const opt = Object.assign({
            intAsBigInt: false,
            keepSourceTokens: false,
            logLevel: 'warn',
            prettyErrors: true,
            strict: true,
            stringKeys: false,
            uniqueKeys: true,
            version: '1.2'
        }, options);
        this.options = opt;
        let { version } = opt;
        if (options?._directives) {
            this.directives = options._directives.atDocument();
            if (this.directives.yaml.explicit)
                version = this.directives.yaml.version;
        }
        else
            this.directives = new directives.Directives({ version });
        this.setSchema(version, options);
        // @ts-expect-error We can't really know that this matches Contents.
        this.contents =
            value === undefined ? null : this.createNode(value, _replacer, options);
    }
    /**
     * Create a deep copy of this Document and its contents.
     *
     * Custom Node values that inherit from `Object` still refer to their original instances.
     */
    clone() {
        const copy = Object.create(Document.prototype, {
            [identity.NODE_TYPE]: { value: identity.DOC }
        });
        copy.commentBefore = this.commentBefore;
        copy.comment = this.comment;
        copy.errors = this.errors.slice();
        copy.warnings = this.warnings.slice();
        copy.options = Object.assign({}, this.options);
        if (this.directives)
            copy.directives = this.directives.clone();
        copy.schema = this.schema.clone();
        // @ts-expect-error We can't really know that this matches Contents.
        copy.contents = identity.isNode(this.contents)
            ? this.contents.clone(copy.schema)
            : this.contents;
        if (this.range)
            copy.range = this.range.slice();
        return copy;
    }
    /** Adds a value to the document. */
    add(value) {
        if (assertCollection(this.contents))
            this.contents.add(value);
    }
    /** Adds a value to the document. */
    addIn(path, value) {
        if (assertCollection(this.contents))
            this.contents.addIn(path, value);
    }
    /**
     * Create a new `Alias` node, ensuring that the target `node` has the required anchor.
     *
     * If `node` already has an anchor, `name` is ignored.
     * Otherwise, the `node.anchor` value will be set to `name`,
     * or if an anchor with that name is already present in the document,
     * `name` will be used as a prefix for a new unique anchor.
     * If `name` is undefined, the generated anchor will use 'a' as a prefix.
     */
    createAlias(node, name) {
        if (!node.anchor) {
            const prev = anchors.anchorNames(this);
            node.anchor =
                // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
                !name || prev.has(name) ? anchors.findNewAnchor(name || 'a', prev) : name;
        }
        return new Alias.Alias(node.anchor);
    }
    createNode(value, replacer, options) {
        let _replacer = undefined;
        if (typeof replacer === 'function') {
            value = replacer.call({ '': value }, '', value);
            _replacer = replacer;
        }
        else if (Array.isArray(replacer)) {
            const keyToStr = (v) => typeof v === 'number' || v instanceof String || v instanceof Number;
            const asStr = replacer.filter(keyToStr).map(String);
            if (asStr.length > 0)
                replacer = replacer.concat(asStr);
            _replacer = replacer;
        }
        else if (options === undefined && replacer) {
            options = replacer;
            replacer = undefined;
        }
        const { aliasDuplicateObjects, anchorPrefix, flow, keepUndefined, onTagObj, tag } = options ?? {};
        const { onAnchor, setAnchors, sourceObjects } = anchors.createNodeAnchors(this, 
        // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
        anchorPrefix || 'a');
        const ctx = {
            aliasDuplicateObjects: aliasDuplicateObjects ?? true,
            keepUndefined: keepUndefined ?? false,
            onAnchor,
            onTagObj,
            replacer: _replacer,
            schema: this.schema,
            sourceObjects
        };
        const node = createNode.createNode(value, tag, ctx);
        if (flow && identity.isCollection(node))
            node.flow = true;
        setAnchors();
        return node;
    }
    /**
     * Convert a key and a value into a `Pair` using the current schema,
     * recursively wrapping all values as `Scalar` or `Collection` nodes.
     */
    createPair(key, value, options = {}) {
        const k = this.createNode(key, null, options);
        const v = this.createNode(value, null, options);
        return new Pair.Pair(k, v);
    }
    /**
     * Removes a value from the document.
     * @returns `true` if the item was found and removed.
     */
    delete(key) {
        return assertCollection(this.contents) ? this.contents.delete(key) : false;
    }
    /**
     * Removes a value from the document.
     * @returns `true` if the item was found and removed.
     */
    deleteIn(path) {
        if (Collection.isEmptyPath(path)) {
            if (this.contents == null)
                return false;
            // @ts-expect-error Presumed impossible if Strict extends false
            this.contents = null;
            return true;
        }
        return assertCollection(this.contents)
            ? this.contents.deleteIn(path)
            : false;
    }
    /**
     * Returns item at `key`, or `undefined` if not found. By default unwraps
     * scalar values from their surrounding node; to disable set `keepScalar` to
     * `true` (collections are always returned intact).
     */
    get(key, keepScalar) {
        return identity.isCollection(this.contents)
            ? this.contents.get(key, keepScalar)
            : undefined;
    }
    /**
     * Returns item at `path`, or `undefined` if not found. By default unwraps
     * scalar values from their surrounding node; to disable set `keepScalar` to
     * `true` (collections are always returned intact).
     */
    getIn(path, keepScalar) {
        if (Collection.isEmptyPath(path))
            return !keepScalar && identity.isScalar(this.contents)
                ? this.contents.value
                : this.contents;
        return identity.isCollection(this.contents)
            ? this.contents.getIn(path, keepScalar)
            : undefined;
    }
    /**
     * Checks if the document includes a value with the key `key`.
     */
    has(key) {
        return identity.isCollection(this.contents) ? this.contents.has(key) : false;
    }
    /**
     * Checks if the document includes a value at `path`.
     */
    hasIn(path) {
        if (Collection.isEmptyPath(path))
            return this.contents !== undefined;
        return identity.isCollection(this.contents) ? this.contents.hasIn(path) : false;
    }
    /**
     * Sets a value in this document. For `!!set`, `value` needs to be a
     * boolean to add/remove the item from the set.
     */
    set(key, value) {
        if (this.contents == null) {
            // @ts-expect-error We can't really know that this matches Contents.
            this.contents = Collection.collectionFromPath(this.schema, [key], value);
        }
        else if (assertCollection(this.contents)) {
            this.contents.set(key, value);
        }
    }
    /**
     * Sets a value in this document. For `!!set`, `value` needs to be a
     * boolean to add/remove the item from the set.
     */
    setIn(path, value) {
        if (Collection.isEmptyPath(path)) {
            // @ts-expect-error We can't really know that this matches Contents.
            this.contents = value;
        }
        else if (this.contents == null) {
            // @ts-expect-error We can't really know that this matches Contents.
            this.contents = Collection.collectionFromPath(this.schema, Array.from(path), value);
        }
        else if (assertCollection(this.contents)) {
            this.contents.setIn(path, value);
        }
    }
    /**
     * Change the YAML version and schema used by the document.
     * A `null` version disables support for directives, explicit tags, anchors, and aliases.
     * It also requires the `schema` option to be given as a `Schema` instance value.
     *
     * Overrides all previously set schema options.
     */
    setSchema(version, options = {}) {
        if (typeof version === 'number')
            version = String(version);
        let opt;
        switch (version) {
            case '1.1':
                if (this.directives)
                    this.directives.yaml.version = '1.1';
                else
                    this.directives = new directives.Directives({ version: '1.1' });
                opt = { resolveKnownTags: false, schema: 'yaml-1.1' };
                break;
            case '1.2':
            case 'next':
                if (this.directives)
                    this.directives.yaml.version = version;
                else
                    this.directives = new directives.Directives({ version });
                opt = { resolveKnownTags: true, schema: 'core' };
                break;
            case null:
                if (this.directives)
                    delete this.directives;
                opt = null;
                break;
            default: {
                const sv = JSON.stringify(version);
                throw new Error(`Expected '1.1', '1.2' or null as first argument, but found: ${sv}`);
            }
        }
        // Not using `instanceof Schema` to allow for duck typing
        if (options.schema instanceof Object)
            this.schema = options.schema;
        else if (opt)
            this.schema = new Schema.Schema(Object.assign(opt, options));
        else
            throw new Error(`With a null YAML version, the { schema: Schema } option is required`);
    }
    // json & jsonArg are only used from toJSON()
    toJS({ json, jsonArg, mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        const ctx = {
            anchors: new Map(),
            doc: this,
            keep: !json,
            mapAsMap: mapAsMap === true,
            mapKeyWarned: false,
            maxAliasCount: typeof maxAliasCount === 'number' ? maxAliasCount : 100
        };
        const res = toJS.toJS(this.contents, jsonArg ?? '', ctx);
        if (typeof onAnchor === 'function')
            for (const { count, res } of ctx.anchors.values())
                onAnchor(res, count);
        return typeof reviver === 'function'
            ? applyReviver.applyReviver(reviver, { '': res }, '', res)
            : res;
    }
    /**
     * A JSON representation of the document `contents`.
     *
     * @param jsonArg Used by `JSON.stringify` to indicate the array index or
     *   property name.
     */
    toJSON(jsonArg, onAnchor) {
        return this.toJS({ json: true, jsonArg, mapAsMap: false, onAnchor });
    }
    /** A YAML representation of the document. */
    toString(options = {}) {
        if (this.errors.length > 0)
            throw new Error('Document with errors cannot be stringified');
        if ('indent' in options &&
            (!Number.isInteger(options.indent) || Number(options.indent) <= 0)) {
            const s = JSON.stringify(options.indent);
            throw new Error(`"indent" option must be a positive integer, not ${s}`);
        }
        return stringifyDocument.stringifyDocument(this, options);
    }
}
function assertCollection(contents) {
    if (identity.isCollection(contents))
        return true;
    throw new Error('Expected a YAML collection as document contents');
}

exports.Document = Document;


/***/ }),

/***/ 1596:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var visit = __nccwpck_require__(204);

/**
 * Verify that the input string is a valid anchor.
 *
 * Will throw on errors.
 */
function anchorIsValid(anchor) {
    if (/[\x00-\x19\s,[\]{}]/.test(anchor)) {
        const sa = JSON.stringify(anchor);
        const msg = `Anchor must not contain whitespace or control characters: ${sa}`;
        throw new Error(msg);
    }
    return true;
}
function anchorNames(root) {
    const anchors = new Set();
    visit.visit(root, {
        Value(_key, node) {
            if (node.anchor)
                anchors.add(node.anchor);
        }
    });
    return anchors;
}
/** Find a new anchor name with the given `prefix` and a one-indexed suffix. */
function findNewAnchor(prefix, exclude) {
    for (let i = 1; true; ++i) {
        const name = `${prefix}${i}`;
        if (!exclude.has(name))
            return name;
    }
}
function createNodeAnchors(doc, prefix) {
    const aliasObjects = [];
    const sourceObjects = new Map();
    let prevAnchors = null;
    return {
        onAnchor: (source) => {
            aliasObjects.push(source);
            prevAnchors ?? (prevAnchors = anchorNames(doc));
            const anchor = findNewAnchor(prefix, prevAnchors);
            prevAnchors.add(anchor);
            return anchor;
        },
        /**
         * With circular references, the source node is only resolved after all
         * of its child nodes are. This is why anchors are set only after all of
         * the nodes have been created.
         */
        setAnchors: () => {
            for (const source of aliasObjects) {
                const ref = sourceObjects.get(source);
                if (typeof ref === 'object' &&
                    ref.anchor &&
                    (identity.isScalar(ref.node) || identity.isCollection(ref.node))) {
                    ref.node.anchor = ref.anchor;
                }
                else {
                    const error = new Error('Failed to resolve repeated object (this should not happen)');
                    error.source = source;
                    throw error;
                }
            }
        },
        sourceObjects
    };
}

exports.anchorIsValid = anchorIsValid;
exports.anchorNames = anchorNames;
exports.createNodeAnchors = createNodeAnchors;
exports.findNewAnchor = findNewAnchor;


/***/ }),

/***/ 3661:
/***/ ((__unused_webpack_module, exports) => {



/**
 * Applies the JSON.parse reviver algorithm as defined in the ECMA-262 spec,
 * in section 24.5.1.1 "Runtime Semantics: InternalizeJSONProperty" of the
 * 2021 edition: https://tc39.es/ecma262/#sec-json.parse
 *
 * Includes extensions for handling Map and Set objects.
 */
function applyReviver(reviver, obj, key, val) {
    if (val && typeof val === 'object') {
        if (Array.isArray(val)) {
            for (let i = 0, len = val.length; i < len; ++i) {
                const v0 = val[i];
                const v1 = applyReviver(reviver, val, String(i), v0);
                // eslint-disable-next-line @typescript-eslint/no-array-delete
                if (v1 === undefined)
                    delete val[i];
                else if (v1 !== v0)
                    val[i] = v1;
            }
        }
        else if (val instanceof Map) {
            for (const k of Array.from(val.keys())) {
                const v0 = val.get(k);
                const v1 = applyReviver(reviver, val, k, v0);
                if (v1 === undefined)
                    val.delete(k);
                else if (v1 !== v0)
                    val.set(k, v1);
            }
        }
        else if (val instanceof Set) {
            for (const v0 of Array.from(val)) {
                const v1 = applyReviver(reviver, val, v0, v0);
                if (v1 === undefined)
                    val.delete(v0);
                else if (v1 !== v0) {
                    val.delete(v0);
                    val.add(v1);
                }
            }
        }
        else {
            for (const [k, v0] of Object.entries(val)) {
                const v1 = applyReviver(reviver, val, k, v0);
                if (v1 === undefined)
                    delete val[k];
                else if (v1 !== v0)
                    val[k] = v1;
            }
        }
    }
    return reviver.call(obj, key, val);
}

exports.applyReviver = applyReviver;


/***/ }),

/***/ 2404:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Alias = __nccwpck_require__(4065);
var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);

const defaultTagPrefix = 'tag:yaml.org,2002:';
function findTagObject(value, tagName, tags) {
    if (tagName) {
        const match = tags.filter(t => t.tag === tagName);
        const tagObj = match.find(t => !t.format) ?? match[0];
        if (!tagObj)
            throw new Error(`Tag ${tagName} not found`);
        return tagObj;
    }
    return tags.find(t => t.identify?.(value) && !t.format);
}
function createNode(value, tagName, ctx) {
    if (identity.isDocument(value))
        value = value.contents;
    if (identity.isNode(value))
        return value;
    if (identity.isPair(value)) {
        const map = ctx.schema[identity.MAP].createNode?.(ctx.schema, null, ctx);
        map.items.push(value);
        return map;
    }
    if (value instanceof String ||
        value instanceof Number ||
        value instanceof Boolean ||
        (typeof BigInt !== 'undefined' && value instanceof BigInt) // not supported everywhere
    ) {
        // https://tc39.es/ecma262/#sec-serializejsonproperty
        value = value.valueOf();
    }
    const { aliasDuplicateObjects, onAnchor, onTagObj, schema, sourceObjects } = ctx;
    // Detect duplicate references to the same object & use Alias nodes for all
    // after first. The `ref` wrapper allows for circular references to resolve.
    let ref = undefined;
    if (aliasDuplicateObjects && value && typeof value === 'object') {
        ref = sourceObjects.get(value);
        if (ref) {
            ref.anchor ?? (ref.anchor = onAnchor(value));
            return new Alias.Alias(ref.anchor);
        }
        else {
            ref = { anchor: null, node: null };
            sourceObjects.set(value, ref);
        }
    }
    if (tagName?.startsWith('!!'))
        tagName = defaultTagPrefix + tagName.slice(2);
    let tagObj = findTagObject(value, tagName, schema.tags);
    if (!tagObj) {
        if (value && typeof value.toJSON === 'function') {
            // eslint-disable-next-line @typescript-eslint/no-unsafe-call
            value = value.toJSON();
        }
        if (!value || typeof value !== 'object') {
            const node = new Scalar.Scalar(value);
            if (ref)
                ref.node = node;
            return node;
        }
        tagObj =
            value instanceof Map
                ? schema[identity.MAP]
                : Symbol.iterator in Object(value)
                    ? schema[identity.SEQ]
                    : schema[identity.MAP];
    }
    if (onTagObj) {
        onTagObj(tagObj);
        delete ctx.onTagObj;
    }
    const node = tagObj?.createNode
        ? tagObj.createNode(ctx.schema, value, ctx)
        : typeof tagObj?.nodeClass?.from === 'function'
            ? tagObj.nodeClass.from(ctx.schema, value, ctx)
            : new Scalar.Scalar(value);
    if (tagName)
        node.tag = tagName;
    else if (!tagObj.default)
        node.tag = tagObj.tag;
    if (ref)
        ref.node = node;
    return node;
}

exports.createNode = createNode;


/***/ }),

/***/ 1342:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var visit = __nccwpck_require__(204);

const escapeChars = {
    '!': '%21',
    ',': '%2C',
    '[': '%5B',
    ']': '%5D',
    '{': '%7B',
    '}': '%7D'
};
const escapeTagName = (tn) => tn.replace(/[!,[\]{}]/g, ch => escapeChars[ch]);
class Directives {
    constructor(yaml, tags) {
        /**
         * The directives-end/doc-start marker `---`. If `null`, a marker may still be
         * included in the document's stringified representation.
         */
        this.docStart = null;
        /** The doc-end marker `...`.  */
        this.docEnd = false;
        this.yaml = Object.assign({}, Directives.defaultYaml, yaml);
        this.tags = Object.assign({}, Directives.defaultTags, tags);
    }
    clone() {
        const copy = new Directives(this.yaml, this.tags);
        copy.docStart = this.docStart;
        return copy;
    }
    /**
     * During parsing, get a Directives instance for the current document and
     * update the stream state according to the current version's spec.
     */
    atDocument() {
        const res = new Directives(this.yaml, this.tags);
        switch (this.yaml.version) {
            case '1.1':
                this.atNextDocument = true;
                break;
            case '1.2':
                this.atNextDocument = false;
                this.yaml = {
                    explicit: Directives.defaultYaml.explicit,
                    version: '1.2'
                };
                this.tags = Object.assign({}, Directives.defaultTags);
                break;
        }
        return res;
    }
    /**
     * @param onError - May be called even if the action was successful
     * @returns `true` on success
     */
    add(line, onError) {
        if (this.atNextDocument) {
            this.yaml = { explicit: Directives.defaultYaml.explicit, version: '1.1' };
            this.tags = Object.assign({}, Directives.defaultTags);
            this.atNextDocument = false;
        }
        const parts = line.trim().split(/[ \t]+/);
        const name = parts.shift();
        switch (name) {
            case '%TAG': {
                if (parts.length !== 2) {
                    onError(0, '%TAG directive should contain exactly two parts');
                    if (parts.length < 2)
                        return false;
                }
                const [handle, prefix] = parts;
                this.tags[handle] = prefix;
                return true;
            }
            case '%YAML': {
                this.yaml.explicit = true;
                if (parts.length !== 1) {
                    onError(0, '%YAML directive should contain exactly one part');
                    return false;
                }
                const [version] = parts;
                if (version === '1.1' || version === '1.2') {
                    this.yaml.version = version;
                    return true;
                }
                else {
                    const isValid = /^\d+\.\d+$/.test(version);
                    onError(6, `Unsupported YAML version ${version}`, isValid);
                    return false;
                }
            }
            default:
                onError(0, `Unknown directive ${name}`, true);
                return false;
        }
    }
    /**
     * Resolves a tag, matching handles to those defined in %TAG directives.
     *
     * @returns Resolved tag, which may also be the non-specific tag `'!'` or a
     *   `'!local'` tag, or `null` if unresolvable.
     */
    tagName(source, onError) {
        if (source === '!')
            return '!'; // non-specific tag
        if (source[0] !== '!') {
            onError(`Not a valid tag: ${source}`);
            return null;
        }
        if (source[1] === '<') {
            const verbatim = source.slice(2, -1);
            if (verbatim === '!' || verbatim === '!!') {
                onError(`Verbatim tags aren't resolved, so ${source} is invalid.`);
                return null;
            }
            if (source[source.length - 1] !== '>')
                onError('Verbatim tags must end with a >');
            return verbatim;
        }
        const [, handle, suffix] = source.match(/^(.*!)([^!]*)$/s);
        if (!suffix)
            onError(`The ${source} tag has no suffix`);
        const prefix = this.tags[handle];
        if (prefix) {
            try {
                return prefix + decodeURIComponent(suffix);
            }
            catch (error) {
                onError(String(error));
                return null;
            }
        }
        if (handle === '!')
            return source; // local tag
        onError(`Could not resolve tag: ${source}`);
        return null;
    }
    /**
     * Given a fully resolved tag, returns its printable string form,
     * taking into account current tag prefixes and defaults.
     */
    tagString(tag) {
        for (const [handle, prefix] of Object.entries(this.tags)) {
            if (tag.startsWith(prefix))
                return handle + escapeTagName(tag.substring(prefix.length));
        }
        return tag[0] === '!' ? tag : `!<${tag}>`;
    }
    toString(doc) {
        const lines = this.yaml.explicit
            ? [`%YAML ${this.yaml.version || '1.2'}`]
            : [];
        const tagEntries = Object.entries(this.tags);
        let tagNames;
        if (doc && tagEntries.length > 0 && identity.isNode(doc.contents)) {
            const tags = {};
            visit.visit(doc.contents, (_key, node) => {
                if (identity.isNode(node) && node.tag)
                    tags[node.tag] = true;
            });
            tagNames = Object.keys(tags);
        }
        else
            tagNames = [];
        for (const [handle, prefix] of tagEntries) {
            if (handle === '!!' && prefix === 'tag:yaml.org,2002:')
                continue;
            if (!doc || tagNames.some(tn => tn.startsWith(prefix)))
                lines.push(`%TAG ${handle} ${prefix}`);
        }
        return lines.join('\n');
    }
}
Directives.defaultYaml = { explicit: false, version: '1.2' };
Directives.defaultTags = { '!!': 'tag:yaml.org,2002:' };

exports.Directives = Directives;


/***/ }),

/***/ 1464:
/***/ ((__unused_webpack_module, exports) => {



class YAMLError extends Error {
    constructor(name, pos, code, message) {
        super();
        this.name = name;
        this.code = code;
        this.message = message;
        this.pos = pos;
    }
}
class YAMLParseError extends YAMLError {
    constructor(pos, code, message) {
        super('YAMLParseError', pos, code, message);
    }
}
class YAMLWarning extends YAMLError {
    constructor(pos, code, message) {
        super('YAMLWarning', pos, code, message);
    }
}
const prettifyError = (src, lc) => (error) => {
    if (error.pos[0] === -1)
        return;
    error.linePos = error.pos.map(pos => lc.linePos(pos));
    const { line, col } = error.linePos[0];
    error.message += ` at line ${line}, column ${col}`;
    let ci = col - 1;
    let lineStr = src
        .substring(lc.lineStarts[line - 1], lc.lineStarts[line])
        .replace(/[\n\r]+$/, '');
    // Trim to max 80 chars, keeping col position near the middle
    if (ci >= 60 && lineStr.length > 80) {
        const trimStart = Math.min(ci - 39, lineStr.length - 79);
        lineStr = '…' + lineStr.substring(trimStart);
        ci -= trimStart - 1;
    }
    if (lineStr.length > 80)
        lineStr = lineStr.substring(0, 79) + '…';
    // Include previous line in context if pointing at line start
    if (line > 1 && /^ *$/.test(lineStr.substring(0, ci))) {
        // Regexp won't match if start is trimmed
        let prev = src.substring(lc.lineStarts[line - 2], lc.lineStarts[line - 1]);
        if (prev.length > 80)
            prev = prev.substring(0, 79) + '…\n';
        lineStr = prev + lineStr;
    }
    if (/[^ ]/.test(lineStr)) {
        let count = 1;
        const end = error.linePos[1];
        if (end?.line === line && end.col > col) {
            count = Math.max(1, Math.min(end.col - col, 80 - ci));
        }
        const pointer = ' '.repeat(ci) + '^'.repeat(count);
        error.message += `:\n\n${lineStr}\n${pointer}\n`;
    }
};

exports.YAMLError = YAMLError;
exports.YAMLParseError = YAMLParseError;
exports.YAMLWarning = YAMLWarning;
exports.prettifyError = prettifyError;


/***/ }),

/***/ 8815:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var __webpack_unused_export__;


var composer = __nccwpck_require__(9984);
var Document = __nccwpck_require__(3021);
var Schema = __nccwpck_require__(5840);
var errors = __nccwpck_require__(1464);
var Alias = __nccwpck_require__(4065);
var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var Scalar = __nccwpck_require__(3301);
var YAMLMap = __nccwpck_require__(4454);
var YAMLSeq = __nccwpck_require__(2223);
var cst = __nccwpck_require__(3461);
var lexer = __nccwpck_require__(361);
var lineCounter = __nccwpck_require__(6628);
var parser = __nccwpck_require__(3456);
var publicApi = __nccwpck_require__(4047);
var visit = __nccwpck_require__(204);



exports.Dk = composer.Composer;
__webpack_unused_export__ = Document.Document;
__webpack_unused_export__ = Schema.Schema;
__webpack_unused_export__ = errors.YAMLError;
__webpack_unused_export__ = errors.YAMLParseError;
__webpack_unused_export__ = errors.YAMLWarning;
__webpack_unused_export__ = Alias.Alias;
exports.Vj = identity.isAlias;
__webpack_unused_export__ = identity.isCollection;
__webpack_unused_export__ = identity.isDocument;
exports.jh = identity.isMap;
__webpack_unused_export__ = identity.isNode;
exports.tO = identity.isPair;
exports.jn = identity.isScalar;
exports.oP = identity.isSeq;
__webpack_unused_export__ = Pair.Pair;
__webpack_unused_export__ = Scalar.Scalar;
__webpack_unused_export__ = YAMLMap.YAMLMap;
__webpack_unused_export__ = YAMLSeq.YAMLSeq;
__webpack_unused_export__ = cst;
exports.JG = lexer.Lexer;
exports.HN = lineCounter.LineCounter;
exports.iX = parser.Parser;
__webpack_unused_export__ = publicApi.parse;
__webpack_unused_export__ = publicApi.parseAllDocuments;
exports.Tp = publicApi.parseDocument;
__webpack_unused_export__ = publicApi.stringify;
__webpack_unused_export__ = visit.visit;
__webpack_unused_export__ = visit.visitAsync;


/***/ }),

/***/ 7249:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var node_process = __nccwpck_require__(932);

function debug(logLevel, ...messages) {
    if (logLevel === 'debug')
        console.log(...messages);
}
function warn(logLevel, warning) {
    if (logLevel === 'debug' || logLevel === 'warn') {
        if (typeof node_process.emitWarning === 'function')
            node_process.emitWarning(warning);
        else
            console.warn(warning);
    }
}

exports.debug = debug;
exports.warn = warn;


/***/ }),

/***/ 4065:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var anchors = __nccwpck_require__(1596);
var visit = __nccwpck_require__(204);
var identity = __nccwpck_require__(1127);
var Node = __nccwpck_require__(6673);
var toJS = __nccwpck_require__(4043);

class Alias extends Node.NodeBase {
    constructor(source) {
        super(identity.ALIAS);
        this.source = source;
        Object.defineProperty(this, 'tag', {
            set() {
                throw new Error('Alias nodes cannot have tags');
            }
        });
    }
    /**
     * Resolve the value of this alias within `doc`, finding the last
     * instance of the `source` anchor before this node.
     */
    resolve(doc, ctx) {
        if (ctx?.maxAliasCount === 0)
            throw new ReferenceError('Alias resolution is disabled');
        let nodes;
        if (ctx?.aliasResolveCache) {
            nodes = ctx.aliasResolveCache;
        }
        else {
            nodes = [];
            visit.visit(doc, {
                Node: (_key, node) => {
                    if (identity.isAlias(node) || identity.hasAnchor(node))
                        nodes.push(node);
                }
            });
            if (ctx)
                ctx.aliasResolveCache = nodes;
        }
        let found = undefined;
        for (const node of nodes) {
            if (node === this)
                break;
            if (node.anchor === this.source)
                found = node;
        }
        if (found && ctx) {
            const { anchors, doc, maxAliasCount } = ctx;
            let data = anchors.get(found);
            if (!data) {
                // Resolve anchors for Node.prototype.toJS()
                toJS.toJS(found, null, ctx);
                data = anchors.get(found);
            }
            /* istanbul ignore if */
            if (data?.res === undefined) {
                const msg = 'This should not happen: Alias anchor was not resolved?';
                throw new ReferenceError(msg);
            }
            if (maxAliasCount >= 0) {
                data.count += 1;
                if (data.aliasCount === 0)
                    data.aliasCount = getAliasCount(doc, found, anchors);
                if (data.count * data.aliasCount > maxAliasCount) {
                    const msg = 'Excessive alias count indicates a resource exhaustion attack';
                    throw new ReferenceError(msg);
                }
            }
        }
        return found;
    }
    toJSON(_arg, ctx) {
        if (!ctx)
            return { source: this.source };
        const source = this.resolve(ctx.doc, ctx);
        if (!source) {
            const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
            throw new ReferenceError(msg);
        }
        return ctx.anchors.get(source).res;
    }
    toString(ctx, _onComment, _onChompKeep) {
        const src = `*${this.source}`;
        if (ctx) {
            anchors.anchorIsValid(this.source);
            if (ctx.options.verifyAliasOrder && !ctx.anchors.has(this.source)) {
                const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
                throw new Error(msg);
            }
            if (ctx.implicitKey)
                return `${src} `;
        }
        return src;
    }
}
function getAliasCount(doc, node, anchors) {
    if (identity.isAlias(node)) {
        const source = node.resolve(doc);
        const anchor = anchors && source && anchors.get(source);
        return anchor ? anchor.count * anchor.aliasCount : 0;
    }
    else if (identity.isCollection(node)) {
        let count = 0;
        for (const item of node.items) {
            const c = getAliasCount(doc, item, anchors);
            if (c > count)
                count = c;
        }
        return count;
    }
    else if (identity.isPair(node)) {
        const kc = getAliasCount(doc, node.key, anchors);
        const vc = getAliasCount(doc, node.value, anchors);
        return Math.max(kc, vc);
    }
    return 1;
}

exports.Alias = Alias;


/***/ }),

/***/ 101:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var createNode = __nccwpck_require__(2404);
var identity = __nccwpck_require__(1127);
var Node = __nccwpck_require__(6673);

function collectionFromPath(schema, path, value) {
    let v = value;
    for (let i = path.length - 1; i >= 0; --i) {
        const k = path[i];
        if (typeof k === 'number' && Number.isInteger(k) && k >= 0) {
            const a = [];
            a[k] = v;
            v = a;
        }
        else {
            v = new Map([[k, v]]);
        }
    }
    return createNode.createNode(v, undefined, {
        aliasDuplicateObjects: false,
        keepUndefined: false,
        onAnchor: () => {
            throw new Error('This should not happen, please report a bug.');
        },
        schema,
        sourceObjects: new Map()
    });
}
// Type guard is intentionally a little wrong so as to be more useful,
// as it does not cover untypable empty non-string iterables (e.g. []).
const isEmptyPath = (path) => path == null ||
    (typeof path === 'object' && !!path[Symbol.iterator]().next().done);
class Collection extends Node.NodeBase {
    constructor(type, schema) {
        super(type);
        Object.defineProperty(this, 'schema', {
            value: schema,
            configurable: true,
            enumerable: false,
            writable: true
        });
    }
    /**
     * Create a copy of this collection.
     *
     * @param schema - If defined, overwrites the original's schema
     */
    clone(schema) {
        const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        if (schema)
            copy.schema = schema;
        copy.items = copy.items.map(it => identity.isNode(it) || identity.isPair(it) ? it.clone(schema) : it);
        if (this.range)
            copy.range = this.range.slice();
        return copy;
    }
    /**
     * Adds a value to the collection. For `!!map` and `!!omap` the value must
     * be a Pair instance or a `{ key, value }` object, which may not have a key
     * that already exists in the map.
     */
    addIn(path, value) {
        if (isEmptyPath(path))
            this.add(value);
        else {
            const [key, ...rest] = path;
            const node = this.get(key, true);
            if (identity.isCollection(node))
                node.addIn(rest, value);
            else if (node === undefined && this.schema)
                this.set(key, collectionFromPath(this.schema, rest, value));
            else
                throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
    }
    /**
     * Removes a value from the collection.
     * @returns `true` if the item was found and removed.
     */
    deleteIn(path) {
        const [key, ...rest] = path;
        if (rest.length === 0)
            return this.delete(key);
        const node = this.get(key, true);
        if (identity.isCollection(node))
            return node.deleteIn(rest);
        else
            throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
    }
    /**
     * Returns item at `key`, or `undefined` if not found. By default unwraps
     * scalar values from their surrounding node; to disable set `keepScalar` to
     * `true` (collections are always returned intact).
     */
    getIn(path, keepScalar) {
        const [key, ...rest] = path;
        const node = this.get(key, true);
        if (rest.length === 0)
            return !keepScalar && identity.isScalar(node) ? node.value : node;
        else
            return identity.isCollection(node) ? node.getIn(rest, keepScalar) : undefined;
    }
    hasAllNullValues(allowScalar) {
        return this.items.every(node => {
            if (!identity.isPair(node))
                return false;
            const n = node.value;
            return (n == null ||
                (allowScalar &&
                    identity.isScalar(n) &&
                    n.value == null &&
                    !n.commentBefore &&
                    !n.comment &&
                    !n.tag));
        });
    }
    /**
     * Checks if the collection includes a value with the key `key`.
     */
    hasIn(path) {
        const [key, ...rest] = path;
        if (rest.length === 0)
            return this.has(key);
        const node = this.get(key, true);
        return identity.isCollection(node) ? node.hasIn(rest) : false;
    }
    /**
     * Sets a value in this collection. For `!!set`, `value` needs to be a
     * boolean to add/remove the item from the set.
     */
    setIn(path, value) {
        const [key, ...rest] = path;
        if (rest.length === 0) {
            this.set(key, value);
        }
        else {
            const node = this.get(key, true);
            if (identity.isCollection(node))
                node.setIn(rest, value);
            else if (node === undefined && this.schema)
                this.set(key, collectionFromPath(this.schema, rest, value));
            else
                throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
    }
}

exports.Collection = Collection;
exports.collectionFromPath = collectionFromPath;
exports.isEmptyPath = isEmptyPath;


/***/ }),

/***/ 6673:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var applyReviver = __nccwpck_require__(3661);
var identity = __nccwpck_require__(1127);
var toJS = __nccwpck_require__(4043);

class NodeBase {
    constructor(type) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: type });
    }
    /** Create a copy of this node.  */
    clone() {
        const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        if (this.range)
            copy.range = this.range.slice();
        return copy;
    }
    /** A plain JavaScript representation of this node. */
    toJS(doc, { mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        if (!identity.isDocument(doc))
            throw new TypeError('A document argument is required');
        const ctx = {
            anchors: new Map(),
            doc,
            keep: true,
            mapAsMap: mapAsMap === true,
            mapKeyWarned: false,
            maxAliasCount: typeof maxAliasCount === 'number' ? maxAliasCount : 100
        };
        const res = toJS.toJS(this, '', ctx);
        if (typeof onAnchor === 'function')
            for (const { count, res } of ctx.anchors.values())
                onAnchor(res, count);
        return typeof reviver === 'function'
            ? applyReviver.applyReviver(reviver, { '': res }, '', res)
            : res;
    }
}

exports.NodeBase = NodeBase;


/***/ }),

/***/ 7165:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var createNode = __nccwpck_require__(2404);
var stringifyPair = __nccwpck_require__(9748);
var addPairToJSMap = __nccwpck_require__(7104);
var identity = __nccwpck_require__(1127);

function createPair(key, value, ctx) {
    const k = createNode.createNode(key, undefined, ctx);
    const v = createNode.createNode(value, undefined, ctx);
    return new Pair(k, v);
}
class Pair {
    constructor(key, value = null) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.PAIR });
        this.key = key;
        this.value = value;
    }
    clone(schema) {
        let { key, value } = this;
        if (identity.isNode(key))
            key = key.clone(schema);
        if (identity.isNode(value))
            value = value.clone(schema);
        return new Pair(key, value);
    }
    toJSON(_, ctx) {
        const pair = ctx?.mapAsMap ? new Map() : {};
        return addPairToJSMap.addPairToJSMap(ctx, pair, this);
    }
    toString(ctx, onComment, onChompKeep) {
        return ctx?.doc
            ? stringifyPair.stringifyPair(this, ctx, onComment, onChompKeep)
            : JSON.stringify(this);
    }
}

exports.Pair = Pair;
exports.createPair = createPair;


/***/ }),

/***/ 3301:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Node = __nccwpck_require__(6673);
var toJS = __nccwpck_require__(4043);

const isScalarValue = (value) => !value || (typeof value !== 'function' && typeof value !== 'object');
class Scalar extends Node.NodeBase {
    constructor(value) {
        super(identity.SCALAR);
        this.value = value;
    }
    toJSON(arg, ctx) {
        return ctx?.keep ? this.value : toJS.toJS(this.value, arg, ctx);
    }
    toString() {
        return String(this.value);
    }
}
Scalar.BLOCK_FOLDED = 'BLOCK_FOLDED';
Scalar.BLOCK_LITERAL = 'BLOCK_LITERAL';
Scalar.PLAIN = 'PLAIN';
Scalar.QUOTE_DOUBLE = 'QUOTE_DOUBLE';
Scalar.QUOTE_SINGLE = 'QUOTE_SINGLE';

exports.Scalar = Scalar;
exports.isScalarValue = isScalarValue;


/***/ }),

/***/ 4454:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyCollection = __nccwpck_require__(1212);
var addPairToJSMap = __nccwpck_require__(7104);
var Collection = __nccwpck_require__(101);
var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var Scalar = __nccwpck_require__(3301);

function findPair(items, key) {
    const k = identity.isScalar(key) ? key.value : key;
    for (const it of items) {
        if (identity.isPair(it)) {
            if (it.key === key || it.key === k)
                return it;
            if (identity.isScalar(it.key) && it.key.value === k)
                return it;
        }
    }
    return undefined;
}
class YAMLMap extends Collection.Collection {
    static get tagName() {
        return 'tag:yaml.org,2002:map';
    }
    constructor(schema) {
        super(identity.MAP, schema);
        this.items = [];
    }
    /**
     * A generic collection parsing method that can be extended
     * to other node classes that inherit from YAMLMap
     */
    static from(schema, obj, ctx) {
        const { keepUndefined, replacer } = ctx;
        const map = new this(schema);
        const add = (key, value) => {
            if (typeof replacer === 'function')
                value = replacer.call(obj, key, value);
            else if (Array.isArray(replacer) && !replacer.includes(key))
                return;
            if (value !== undefined || keepUndefined)
                map.items.push(Pair.createPair(key, value, ctx));
        };
        if (obj instanceof Map) {
            for (const [key, value] of obj)
                add(key, value);
        }
        else if (obj && typeof obj === 'object') {
            for (const key of Object.keys(obj))
                add(key, obj[key]);
        }
        if (typeof schema.sortMapEntries === 'function') {
            map.items.sort(schema.sortMapEntries);
        }
        return map;
    }
    /**
     * Adds a value to the collection.
     *
     * @param overwrite - If not set `true`, using a key that is already in the
     *   collection will throw. Otherwise, overwrites the previous value.
     */
    add(pair, overwrite) {
        let _pair;
        if (identity.isPair(pair))
            _pair = pair;
        else if (!pair || typeof pair !== 'object' || !('key' in pair)) {
            // In TypeScript, this never happens.
            _pair = new Pair.Pair(pair, pair?.value);
        }
        else
            _pair = new Pair.Pair(pair.key, pair.value);
        const prev = findPair(this.items, _pair.key);
        const sortEntries = this.schema?.sortMapEntries;
        if (prev) {
            if (!overwrite)
                throw new Error(`Key ${_pair.key} already set`);
            // For scalars, keep the old node & its comments and anchors
            if (identity.isScalar(prev.value) && Scalar.isScalarValue(_pair.value))
                prev.value.value = _pair.value;
            else
                prev.value = _pair.value;
        }
        else if (sortEntries) {
            const i = this.items.findIndex(item => sortEntries(_pair, item) < 0);
            if (i === -1)
                this.items.push(_pair);
            else
                this.items.splice(i, 0, _pair);
        }
        else {
            this.items.push(_pair);
        }
    }
    delete(key) {
        const it = findPair(this.items, key);
        if (!it)
            return false;
        const del = this.items.splice(this.items.indexOf(it), 1);
        return del.length > 0;
    }
    get(key, keepScalar) {
        const it = findPair(this.items, key);
        const node = it?.value;
        return (!keepScalar && identity.isScalar(node) ? node.value : node) ?? undefined;
    }
    has(key) {
        return !!findPair(this.items, key);
    }
    set(key, value) {
        this.add(new Pair.Pair(key, value), true);
    }
    /**
     * @param ctx - Conversion context, originally set in Document#toJS()
     * @param {Class} Type - If set, forces the returned collection type
     * @returns Instance of Type, Map, or Object
     */
    toJSON(_, ctx, Type) {
        const map = Type ? new Type() : ctx?.mapAsMap ? new Map() : {};
        if (ctx?.onCreate)
            ctx.onCreate(map);
        for (const item of this.items)
            addPairToJSMap.addPairToJSMap(ctx, map, item);
        return map;
    }
    toString(ctx, onComment, onChompKeep) {
        if (!ctx)
            return JSON.stringify(this);
        for (const item of this.items) {
            if (!identity.isPair(item))
                throw new Error(`Map items must all be pairs; found ${JSON.stringify(item)} instead`);
        }
        if (!ctx.allNullValues && this.hasAllNullValues(false))
            ctx = Object.assign({}, ctx, { allNullValues: true });
        return stringifyCollection.stringifyCollection(this, ctx, {
            blockItemPrefix: '',
            flowChars: { start: '{', end: '}' },
            itemIndent: ctx.indent || '',
            onChompKeep,
            onComment
        });
    }
}

exports.YAMLMap = YAMLMap;
exports.findPair = findPair;


/***/ }),

/***/ 2223:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var createNode = __nccwpck_require__(2404);
var stringifyCollection = __nccwpck_require__(1212);
var Collection = __nccwpck_require__(101);
var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);
var toJS = __nccwpck_require__(4043);

class YAMLSeq extends Collection.Collection {
    static get tagName() {
        return 'tag:yaml.org,2002:seq';
    }
    constructor(schema) {
        super(identity.SEQ, schema);
        this.items = [];
    }
    add(value) {
        this.items.push(value);
    }
    /**
     * Removes a value from the collection.
     *
     * `key` must contain a representation of an integer for this to succeed.
     * It may be wrapped in a `Scalar`.
     *
     * @returns `true` if the item was found and removed.
     */
    delete(key) {
        const idx = asItemIndex(key);
        if (typeof idx !== 'number')
            return false;
        const del = this.items.splice(idx, 1);
        return del.length > 0;
    }
    get(key, keepScalar) {
        const idx = asItemIndex(key);
        if (typeof idx !== 'number')
            return undefined;
        const it = this.items[idx];
        return !keepScalar && identity.isScalar(it) ? it.value : it;
    }
    /**
     * Checks if the collection includes a value with the key `key`.
     *
     * `key` must contain a representation of an integer for this to succeed.
     * It may be wrapped in a `Scalar`.
     */
    has(key) {
        const idx = asItemIndex(key);
        return typeof idx === 'number' && idx < this.items.length;
    }
    /**
     * Sets a value in this collection. For `!!set`, `value` needs to be a
     * boolean to add/remove the item from the set.
     *
     * If `key` does not contain a representation of an integer, this will throw.
     * It may be wrapped in a `Scalar`.
     */
    set(key, value) {
        const idx = asItemIndex(key);
        if (typeof idx !== 'number')
            throw new Error(`Expected a valid index, not ${key}.`);
        const prev = this.items[idx];
        if (identity.isScalar(prev) && Scalar.isScalarValue(value))
            prev.value = value;
        else
            this.items[idx] = value;
    }
    toJSON(_, ctx) {
        const seq = [];
        if (ctx?.onCreate)
            ctx.onCreate(seq);
        let i = 0;
        for (const item of this.items)
            seq.push(toJS.toJS(item, String(i++), ctx));
        return seq;
    }
    toString(ctx, onComment, onChompKeep) {
        if (!ctx)
            return JSON.stringify(this);
        return stringifyCollection.stringifyCollection(this, ctx, {
            blockItemPrefix: '- ',
            flowChars: { start: '[', end: ']' },
            itemIndent: (ctx.indent || '') + '  ',
            onChompKeep,
            onComment
        });
    }
    static from(schema, obj, ctx) {
        const { replacer } = ctx;
        const seq = new this(schema);
        if (obj && Symbol.iterator in Object(obj)) {
            let i = 0;
            for (let it of obj) {
                if (typeof replacer === 'function') {
                    const key = obj instanceof Set ? it : String(i++);
                    it = replacer.call(obj, key, it);
                }
                seq.items.push(createNode.createNode(it, undefined, ctx));
            }
        }
        return seq;
    }
}
function asItemIndex(key) {
    let idx = identity.isScalar(key) ? key.value : key;
    if (idx && typeof idx === 'string')
        idx = Number(idx);
    return typeof idx === 'number' && Number.isInteger(idx) && idx >= 0
        ? idx
        : null;
}

exports.YAMLSeq = YAMLSeq;


/***/ }),

/***/ 7104:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var log = __nccwpck_require__(7249);
var merge = __nccwpck_require__(452);
var stringify = __nccwpck_require__(2148);
var identity = __nccwpck_require__(1127);
var toJS = __nccwpck_require__(4043);

function addPairToJSMap(ctx, map, { key, value }) {
    if (identity.isNode(key) && key.addToJSMap)
        key.addToJSMap(ctx, map, value);
    // TODO: Should drop this special case for bare << handling
    else if (merge.isMergeKey(ctx, key))
        merge.addMergeToJSMap(ctx, map, value);
    else {
        const jsKey = toJS.toJS(key, '', ctx);
        if (map instanceof Map) {
            map.set(jsKey, toJS.toJS(value, jsKey, ctx));
        }
        else if (map instanceof Set) {
            map.add(jsKey);
        }
        else {
            const stringKey = stringifyKey(key, jsKey, ctx);
            const jsValue = toJS.toJS(value, stringKey, ctx);
            if (stringKey in map)
                Object.defineProperty(map, stringKey, {
                    value: jsValue,
                    writable: true,
                    enumerable: true,
                    configurable: true
                });
            else
                map[stringKey] = jsValue;
        }
    }
    return map;
}
function stringifyKey(key, jsKey, ctx) {
    if (jsKey === null)
        return '';
    // eslint-disable-next-line @typescript-eslint/no-base-to-string
    if (typeof jsKey !== 'object')
        return String(jsKey);
    if (identity.isNode(key) && ctx?.doc) {
        const strCtx = stringify.createStringifyContext(ctx.doc, {});
        strCtx.anchors = new Set();
        for (const node of ctx.anchors.keys())
            strCtx.anchors.add(node.anchor);
        strCtx.inFlow = true;
        strCtx.inStringifyKey = true;
        const strKey = key.toString(strCtx);
        if (!ctx.mapKeyWarned) {
            let jsonStr = JSON.stringify(strKey);
            if (jsonStr.length > 40)
                jsonStr = jsonStr.substring(0, 36) + '..."';
            log.warn(ctx.doc.options.logLevel, `Keys with collection values will be stringified due to JS Object restrictions: ${jsonStr}. Set mapAsMap: true to use object keys.`);
            ctx.mapKeyWarned = true;
        }
        return strKey;
    }
    return JSON.stringify(jsKey);
}

exports.addPairToJSMap = addPairToJSMap;


/***/ }),

/***/ 1127:
/***/ ((__unused_webpack_module, exports) => {



const ALIAS = Symbol.for('yaml.alias');
const DOC = Symbol.for('yaml.document');
const MAP = Symbol.for('yaml.map');
const PAIR = Symbol.for('yaml.pair');
const SCALAR = Symbol.for('yaml.scalar');
const SEQ = Symbol.for('yaml.seq');
const NODE_TYPE = Symbol.for('yaml.node.type');
const isAlias = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === ALIAS;
const isDocument = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === DOC;
const isMap = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === MAP;
const isPair = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === PAIR;
const isScalar = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === SCALAR;
const isSeq = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === SEQ;
function isCollection(node) {
    if (node && typeof node === 'object')
        switch (node[NODE_TYPE]) {
            case MAP:
            case SEQ:
                return true;
        }
    return false;
}
function isNode(node) {
    if (node && typeof node === 'object')
        switch (node[NODE_TYPE]) {
            case ALIAS:
            case MAP:
            case SCALAR:
            case SEQ:
                return true;
        }
    return false;
}
const hasAnchor = (node) => (isScalar(node) || isCollection(node)) && !!node.anchor;

exports.ALIAS = ALIAS;
exports.DOC = DOC;
exports.MAP = MAP;
exports.NODE_TYPE = NODE_TYPE;
exports.PAIR = PAIR;
exports.SCALAR = SCALAR;
exports.SEQ = SEQ;
exports.hasAnchor = hasAnchor;
exports.isAlias = isAlias;
exports.isCollection = isCollection;
exports.isDocument = isDocument;
exports.isMap = isMap;
exports.isNode = isNode;
exports.isPair = isPair;
exports.isScalar = isScalar;
exports.isSeq = isSeq;


/***/ }),

/***/ 4043:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);

/**
 * Recursively convert any node or its contents to native JavaScript
 *
 * @param value - The input value
 * @param arg - If `value` defines a `toJSON()` method, use this
 *   as its first argument
 * @param ctx - Conversion context, originally set in Document#toJS(). If
 *   `{ keep: true }` is not set, output should be suitable for JSON
 *   stringification.
 */
function toJS(value, arg, ctx) {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-return
    if (Array.isArray(value))
        return value.map((v, i) => toJS(v, String(i), ctx));
    if (value && typeof value.toJSON === 'function') {
        // eslint-disable-next-line @typescript-eslint/no-unsafe-call
        if (!ctx || !identity.hasAnchor(value))
            return value.toJSON(arg, ctx);
        const data = { aliasCount: 0, count: 1, res: undefined };
        ctx.anchors.set(value, data);
        ctx.onCreate = res => {
            data.res = res;
            delete ctx.onCreate;
        };
        const res = value.toJSON(arg, ctx);
        if (ctx.onCreate)
            ctx.onCreate(res);
        return res;
    }
    if (typeof value === 'bigint' && !ctx?.keep)
        return Number(value);
    return value;
}

exports.toJS = toJS;


/***/ }),

/***/ 110:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var resolveBlockScalar = __nccwpck_require__(8913);
var resolveFlowScalar = __nccwpck_require__(6842);
var errors = __nccwpck_require__(1464);
var stringifyString = __nccwpck_require__(3069);

function resolveAsScalar(token, strict = true, onError) {
    if (token) {
        const _onError = (pos, code, message) => {
            const offset = typeof pos === 'number' ? pos : Array.isArray(pos) ? pos[0] : pos.offset;
            if (onError)
                onError(offset, code, message);
            else
                throw new errors.YAMLParseError([offset, offset + 1], code, message);
        };
        switch (token.type) {
            case 'scalar':
            case 'single-quoted-scalar':
            case 'double-quoted-scalar':
                return resolveFlowScalar.resolveFlowScalar(token, strict, _onError);
            case 'block-scalar':
                return resolveBlockScalar.resolveBlockScalar({ options: { strict } }, token, _onError);
        }
    }
    return null;
}
/**
 * Create a new scalar token with `value`
 *
 * Values that represent an actual string but may be parsed as a different type should use a `type` other than `'PLAIN'`,
 * as this function does not support any schema operations and won't check for such conflicts.
 *
 * @param value The string representation of the value, which will have its content properly indented.
 * @param context.end Comments and whitespace after the end of the value, or after the block scalar header. If undefined, a newline will be added.
 * @param context.implicitKey Being within an implicit key may affect the resolved type of the token's value.
 * @param context.indent The indent level of the token.
 * @param context.inFlow Is this scalar within a flow collection? This may affect the resolved type of the token's value.
 * @param context.offset The offset position of the token.
 * @param context.type The preferred type of the scalar token. If undefined, the previous type of the `token` will be used, defaulting to `'PLAIN'`.
 */
function createScalarToken(value, context) {
    const { implicitKey = false, indent, inFlow = false, offset = -1, type = 'PLAIN' } = context;
    const source = stringifyString.stringifyString({ type, value }, {
        implicitKey,
        indent: indent > 0 ? ' '.repeat(indent) : '',
        inFlow,
        options: { blockQuote: true, lineWidth: -1 }
    });
    const end = context.end ?? [
        { type: 'newline', offset: -1, indent, source: '\n' }
    ];
    switch (source[0]) {
        case '|':
        case '>': {
            const he = source.indexOf('\n');
            const head = source.substring(0, he);
            const body = source.substring(he + 1) + '\n';
            const props = [
                { type: 'block-scalar-header', offset, indent, source: head }
            ];
            if (!addEndtoBlockProps(props, end))
                props.push({ type: 'newline', offset: -1, indent, source: '\n' });
            return { type: 'block-scalar', offset, indent, props, source: body };
        }
        case '"':
            return { type: 'double-quoted-scalar', offset, indent, source, end };
        case "'":
            return { type: 'single-quoted-scalar', offset, indent, source, end };
        default:
            return { type: 'scalar', offset, indent, source, end };
    }
}
/**
 * Set the value of `token` to the given string `value`, overwriting any previous contents and type that it may have.
 *
 * Best efforts are made to retain any comments previously associated with the `token`,
 * though all contents within a collection's `items` will be overwritten.
 *
 * Values that represent an actual string but may be parsed as a different type should use a `type` other than `'PLAIN'`,
 * as this function does not support any schema operations and won't check for such conflicts.
 *
 * @param token Any token. If it does not include an `indent` value, the value will be stringified as if it were an implicit key.
 * @param value The string representation of the value, which will have its content properly indented.
 * @param context.afterKey In most cases, values after a key should have an additional level of indentation.
 * @param context.implicitKey Being within an implicit key may affect the resolved type of the token's value.
 * @param context.inFlow Being within a flow collection may affect the resolved type of the token's value.
 * @param context.type The preferred type of the scalar token. If undefined, the previous type of the `token` will be used, defaulting to `'PLAIN'`.
 */
function setScalarValue(token, value, context = {}) {
    let { afterKey = false, implicitKey = false, inFlow = false, type } = context;
    let indent = 'indent' in token ? token.indent : null;
    if (afterKey && typeof indent === 'number')
        indent += 2;
    if (!type)
        switch (token.type) {
            case 'single-quoted-scalar':
                type = 'QUOTE_SINGLE';
                break;
            case 'double-quoted-scalar':
                type = 'QUOTE_DOUBLE';
                break;
            case 'block-scalar': {
                const header = token.props[0];
                if (header.type !== 'block-scalar-header')
                    throw new Error('Invalid block scalar header');
                type = header.source[0] === '>' ? 'BLOCK_FOLDED' : 'BLOCK_LITERAL';
                break;
            }
            default:
                type = 'PLAIN';
        }
    const source = stringifyString.stringifyString({ type, value }, {
        implicitKey: implicitKey || indent === null,
        indent: indent !== null && indent > 0 ? ' '.repeat(indent) : '',
        inFlow,
        options: { blockQuote: true, lineWidth: -1 }
    });
    switch (source[0]) {
        case '|':
        case '>':
            setBlockScalarValue(token, source);
            break;
        case '"':
            setFlowScalarValue(token, source, 'double-quoted-scalar');
            break;
        case "'":
            setFlowScalarValue(token, source, 'single-quoted-scalar');
            break;
        default:
            setFlowScalarValue(token, source, 'scalar');
    }
}
function setBlockScalarValue(token, source) {
    const he = source.indexOf('\n');
    const head = source.substring(0, he);
    const body = source.substring(he + 1) + '\n';
    if (token.type === 'block-scalar') {
        const header = token.props[0];
        if (header.type !== 'block-scalar-header')
            throw new Error('Invalid block scalar header');
        header.source = head;
        token.source = body;
    }
    else {
        const { offset } = token;
        const indent = 'indent' in token ? token.indent : -1;
        const props = [
            { type: 'block-scalar-header', offset, indent, source: head }
        ];
        if (!addEndtoBlockProps(props, 'end' in token ? token.end : undefined))
            props.push({ type: 'newline', offset: -1, indent, source: '\n' });
        for (const key of Object.keys(token))
            if (key !== 'type' && key !== 'offset')
                delete token[key];
        Object.assign(token, { type: 'block-scalar', indent, props, source: body });
    }
}
/** @returns `true` if last token is a newline */
function addEndtoBlockProps(props, end) {
    if (end)
        for (const st of end)
            switch (st.type) {
                case 'space':
                case 'comment':
                    props.push(st);
                    break;
                case 'newline':
                    props.push(st);
                    return true;
            }
    return false;
}
function setFlowScalarValue(token, source, type) {
    switch (token.type) {
        case 'scalar':
        case 'double-quoted-scalar':
        case 'single-quoted-scalar':
            token.type = type;
            token.source = source;
            break;
        case 'block-scalar': {
            const end = token.props.slice(1);
            let oa = source.length;
            if (token.props[0].type === 'block-scalar-header')
                oa -= token.props[0].source.length;
            for (const tok of end)
                tok.offset += oa;
            delete token.props;
            Object.assign(token, { type, source, end });
            break;
        }
        case 'block-map':
        case 'block-seq': {
            const offset = token.offset + source.length;
            const nl = { type: 'newline', offset, indent: token.indent, source: '\n' };
            delete token.items;
            Object.assign(token, { type, source, end: [nl] });
            break;
        }
        default: {
            const indent = 'indent' in token ? token.indent : -1;
            const end = 'end' in token && Array.isArray(token.end)
                ? token.end.filter(st => st.type === 'space' ||
                    st.type === 'comment' ||
                    st.type === 'newline')
                : [];
            for (const key of Object.keys(token))
                if (key !== 'type' && key !== 'offset')
                    delete token[key];
            Object.assign(token, { type, indent, source, end });
        }
    }
}

exports.createScalarToken = createScalarToken;
exports.resolveAsScalar = resolveAsScalar;
exports.setScalarValue = setScalarValue;


/***/ }),

/***/ 1733:
/***/ ((__unused_webpack_module, exports) => {



/**
 * Stringify a CST document, token, or collection item
 *
 * Fair warning: This applies no validation whatsoever, and
 * simply concatenates the sources in their logical order.
 */
const stringify = (cst) => 'type' in cst ? stringifyToken(cst) : stringifyItem(cst);
function stringifyToken(token) {
    switch (token.type) {
        case 'block-scalar': {
            let res = '';
            for (const tok of token.props)
                res += stringifyToken(tok);
            return res + token.source;
        }
        case 'block-map':
        case 'block-seq': {
            let res = '';
            for (const item of token.items)
                res += stringifyItem(item);
            return res;
        }
        case 'flow-collection': {
            let res = token.start.source;
            for (const item of token.items)
                res += stringifyItem(item);
            for (const st of token.end)
                res += st.source;
            return res;
        }
        case 'document': {
            let res = stringifyItem(token);
            if (token.end)
                for (const st of token.end)
                    res += st.source;
            return res;
        }
        default: {
            let res = token.source;
            if ('end' in token && token.end)
                for (const st of token.end)
                    res += st.source;
            return res;
        }
    }
}
function stringifyItem({ start, key, sep, value }) {
    let res = '';
    for (const st of start)
        res += st.source;
    if (key)
        res += stringifyToken(key);
    if (sep)
        for (const st of sep)
            res += st.source;
    if (value)
        res += stringifyToken(value);
    return res;
}

exports.stringify = stringify;


/***/ }),

/***/ 7715:
/***/ ((__unused_webpack_module, exports) => {



const BREAK = Symbol('break visit');
const SKIP = Symbol('skip children');
const REMOVE = Symbol('remove item');
/**
 * Apply a visitor to a CST document or item.
 *
 * Walks through the tree (depth-first) starting from the root, calling a
 * `visitor` function with two arguments when entering each item:
 *   - `item`: The current item, which included the following members:
 *     - `start: SourceToken[]` – Source tokens before the key or value,
 *       possibly including its anchor or tag.
 *     - `key?: Token | null` – Set for pair values. May then be `null`, if
 *       the key before the `:` separator is empty.
 *     - `sep?: SourceToken[]` – Source tokens between the key and the value,
 *       which should include the `:` map value indicator if `value` is set.
 *     - `value?: Token` – The value of a sequence item, or of a map pair.
 *   - `path`: The steps from the root to the current node, as an array of
 *     `['key' | 'value', number]` tuples.
 *
 * The return value of the visitor may be used to control the traversal:
 *   - `undefined` (default): Do nothing and continue
 *   - `visit.SKIP`: Do not visit the children of this token, continue with
 *      next sibling
 *   - `visit.BREAK`: Terminate traversal completely
 *   - `visit.REMOVE`: Remove the current item, then continue with the next one
 *   - `number`: Set the index of the next step. This is useful especially if
 *     the index of the current token has changed.
 *   - `function`: Define the next visitor for this item. After the original
 *     visitor is called on item entry, next visitors are called after handling
 *     a non-empty `key` and when exiting the item.
 */
function visit(cst, visitor) {
    if ('type' in cst && cst.type === 'document')
        cst = { start: cst.start, value: cst.value };
    _visit(Object.freeze([]), cst, visitor);
}
// Without the `as symbol` casts, TS declares these in the `visit`
// namespace using `var`, but then complains about that because
// `unique symbol` must be `const`.
/** Terminate visit traversal completely */
visit.BREAK = BREAK;
/** Do not visit the children of the current item */
visit.SKIP = SKIP;
/** Remove the current item */
visit.REMOVE = REMOVE;
/** Find the item at `path` from `cst` as the root */
visit.itemAtPath = (cst, path) => {
    let item = cst;
    for (const [field, index] of path) {
        const tok = item?.[field];
        if (tok && 'items' in tok) {
            item = tok.items[index];
        }
        else
            return undefined;
    }
    return item;
};
/**
 * Get the immediate parent collection of the item at `path` from `cst` as the root.
 *
 * Throws an error if the collection is not found, which should never happen if the item itself exists.
 */
visit.parentCollection = (cst, path) => {
    const parent = visit.itemAtPath(cst, path.slice(0, -1));
    const field = path[path.length - 1][0];
    const coll = parent?.[field];
    if (coll && 'items' in coll)
        return coll;
    throw new Error('Parent collection not found');
};
function _visit(path, item, visitor) {
    let ctrl = visitor(item, path);
    if (typeof ctrl === 'symbol')
        return ctrl;
    for (const field of ['key', 'value']) {
        const token = item[field];
        if (token && 'items' in token) {
            for (let i = 0; i < token.items.length; ++i) {
                const ci = _visit(Object.freeze(path.concat([[field, i]])), token.items[i], visitor);
                if (typeof ci === 'number')
                    i = ci - 1;
                else if (ci === BREAK)
                    return BREAK;
                else if (ci === REMOVE) {
                    token.items.splice(i, 1);
                    i -= 1;
                }
            }
            if (typeof ctrl === 'function' && field === 'key')
                ctrl = ctrl(item, path);
        }
    }
    return typeof ctrl === 'function' ? ctrl(item, path) : ctrl;
}

exports.visit = visit;


/***/ }),

/***/ 3461:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var cstScalar = __nccwpck_require__(110);
var cstStringify = __nccwpck_require__(1733);
var cstVisit = __nccwpck_require__(7715);

/** The byte order mark */
const BOM = '\u{FEFF}';
/** Start of doc-mode */
const DOCUMENT = '\x02'; // C0: Start of Text
/** Unexpected end of flow-mode */
const FLOW_END = '\x18'; // C0: Cancel
/** Next token is a scalar value */
const SCALAR = '\x1f'; // C0: Unit Separator
/** @returns `true` if `token` is a flow or block collection */
const isCollection = (token) => !!token && 'items' in token;
/** @returns `true` if `token` is a flow or block scalar; not an alias */
const isScalar = (token) => !!token &&
    (token.type === 'scalar' ||
        token.type === 'single-quoted-scalar' ||
        token.type === 'double-quoted-scalar' ||
        token.type === 'block-scalar');
/* istanbul ignore next */
/** Get a printable representation of a lexer token */
function prettyToken(token) {
    switch (token) {
        case BOM:
            return '<BOM>';
        case DOCUMENT:
            return '<DOC>';
        case FLOW_END:
            return '<FLOW_END>';
        case SCALAR:
            return '<SCALAR>';
        default:
            return JSON.stringify(token);
    }
}
/** Identify the type of a lexer token. May return `null` for unknown tokens. */
function tokenType(source) {
    switch (source) {
        case BOM:
            return 'byte-order-mark';
        case DOCUMENT:
            return 'doc-mode';
        case FLOW_END:
            return 'flow-error-end';
        case SCALAR:
            return 'scalar';
        case '---':
            return 'doc-start';
        case '...':
            return 'doc-end';
        case '':
        case '\n':
        case '\r\n':
            return 'newline';
        case '-':
            return 'seq-item-ind';
        case '?':
            return 'explicit-key-ind';
        case ':':
            return 'map-value-ind';
        case '{':
            return 'flow-map-start';
        case '}':
            return 'flow-map-end';
        case '[':
            return 'flow-seq-start';
        case ']':
            return 'flow-seq-end';
        case ',':
            return 'comma';
    }
    switch (source[0]) {
        case ' ':
        case '\t':
            return 'space';
        case '#':
            return 'comment';
        case '%':
            return 'directive-line';
        case '*':
            return 'alias';
        case '&':
            return 'anchor';
        case '!':
            return 'tag';
        case "'":
            return 'single-quoted-scalar';
        case '"':
            return 'double-quoted-scalar';
        case '|':
        case '>':
            return 'block-scalar-header';
    }
    return null;
}

exports.createScalarToken = cstScalar.createScalarToken;
exports.resolveAsScalar = cstScalar.resolveAsScalar;
exports.setScalarValue = cstScalar.setScalarValue;
exports.stringify = cstStringify.stringify;
exports.visit = cstVisit.visit;
exports.BOM = BOM;
exports.DOCUMENT = DOCUMENT;
exports.FLOW_END = FLOW_END;
exports.SCALAR = SCALAR;
exports.isCollection = isCollection;
exports.isScalar = isScalar;
exports.prettyToken = prettyToken;
exports.tokenType = tokenType;


/***/ }),

/***/ 361:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var cst = __nccwpck_require__(3461);

/*
START -> stream

stream
  directive -> line-end -> stream
  indent + line-end -> stream
  [else] -> line-start

line-end
  comment -> line-end
  newline -> .
  input-end -> END

line-start
  doc-start -> doc
  doc-end -> stream
  [else] -> indent -> block-start

block-start
  seq-item-start -> block-start
  explicit-key-start -> block-start
  map-value-start -> block-start
  [else] -> doc

doc
  line-end -> line-start
  spaces -> doc
  anchor -> doc
  tag -> doc
  flow-start -> flow -> doc
  flow-end -> error -> doc
  seq-item-start -> error -> doc
  explicit-key-start -> error -> doc
  map-value-start -> doc
  alias -> doc
  quote-start -> quoted-scalar -> doc
  block-scalar-header -> line-end -> block-scalar(min) -> line-start
  [else] -> plain-scalar(false, min) -> doc

flow
  line-end -> flow
  spaces -> flow
  anchor -> flow
  tag -> flow
  flow-start -> flow -> flow
  flow-end -> .
  seq-item-start -> error -> flow
  explicit-key-start -> flow
  map-value-start -> flow
  alias -> flow
  quote-start -> quoted-scalar -> flow
  comma -> flow
  [else] -> plain-scalar(true, 0) -> flow

quoted-scalar
  quote-end -> .
  [else] -> quoted-scalar

block-scalar(min)
  newline + peek(indent < min) -> .
  [else] -> block-scalar(min)

plain-scalar(is-flow, min)
  scalar-end(is-flow) -> .
  peek(newline + (indent < min)) -> .
  [else] -> plain-scalar(min)
*/
function isEmpty(ch) {
    switch (ch) {
        case undefined:
        case ' ':
        case '\n':
        case '\r':
        case '\t':
            return true;
        default:
            return false;
    }
}
const hexDigits = new Set('0123456789ABCDEFabcdef');
const tagChars = new Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-#;/?:@&=+$_.!~*'()");
const flowIndicatorChars = new Set(',[]{}');
const invalidAnchorChars = new Set(' ,[]{}\n\r\t');
const isNotAnchorChar = (ch) => !ch || invalidAnchorChars.has(ch);
/**
 * Splits an input string into lexical tokens, i.e. smaller strings that are
 * easily identifiable by `tokens.tokenType()`.
 *
 * Lexing starts always in a "stream" context. Incomplete input may be buffered
 * until a complete token can be emitted.
 *
 * In addition to slices of the original input, the following control characters
 * may also be emitted:
 *
 * - `\x02` (Start of Text): A document starts with the next token
 * - `\x18` (Cancel): Unexpected end of flow-mode (indicates an error)
 * - `\x1f` (Unit Separator): Next token is a scalar value
 * - `\u{FEFF}` (Byte order mark): Emitted separately outside documents
 */
class Lexer {
    constructor() {
        /**
         * Flag indicating whether the end of the current buffer marks the end of
         * all input
         */
        this.atEnd = false;
        /**
         * Explicit indent set in block scalar header, as an offset from the current
         * minimum indent, so e.g. set to 1 from a header `|2+`. Set to -1 if not
         * explicitly set.
         */
        this.blockScalarIndent = -1;
        /**
         * Block scalars that include a + (keep) chomping indicator in their header
         * include trailing empty lines, which are otherwise excluded from the
         * scalar's contents.
         */
        this.blockScalarKeep = false;
        /** Current input */
        this.buffer = '';
        /**
         * Flag noting whether the map value indicator : can immediately follow this
         * node within a flow context.
         */
        this.flowKey = false;
        /** Count of surrounding flow collection levels. */
        this.flowLevel = 0;
        /**
         * Minimum level of indentation required for next lines to be parsed as a
         * part of the current scalar value.
         */
        this.indentNext = 0;
        /** Indentation level of the current line. */
        this.indentValue = 0;
        /** Position of the next \n character. */
        this.lineEndPos = null;
        /** Stores the state of the lexer if reaching the end of incpomplete input */
        this.next = null;
        /** A pointer to `buffer`; the current position of the lexer. */
        this.pos = 0;
    }
    /**
     * Generate YAML tokens from the `source` string. If `incomplete`,
     * a part of the last line may be left as a buffer for the next call.
     *
     * @returns A generator of lexical tokens
     */
    *lex(source, incomplete = false) {
        if (source) {
            if (typeof source !== 'string')
                throw TypeError('source is not a string');
            this.buffer = this.buffer ? this.buffer + source : source;
            this.lineEndPos = null;
        }
        this.atEnd = !incomplete;
        let next = this.next ?? 'stream';
        while (next && (incomplete || this.hasChars(1)))
            next = yield* this.parseNext(next);
    }
    atLineEnd() {
        let i = this.pos;
        let ch = this.buffer[i];
        while (ch === ' ' || ch === '\t')
            ch = this.buffer[++i];
        if (!ch || ch === '#' || ch === '\n')
            return true;
        if (ch === '\r')
            return this.buffer[i + 1] === '\n';
        return false;
    }
    charAt(n) {
        return this.buffer[this.pos + n];
    }
    continueScalar(offset) {
        let ch = this.buffer[offset];
        if (this.indentNext > 0) {
            let indent = 0;
            while (ch === ' ')
                ch = this.buffer[++indent + offset];
            if (ch === '\r') {
                const next = this.buffer[indent + offset + 1];
                if (next === '\n' || (!next && !this.atEnd))
                    return offset + indent + 1;
            }
            return ch === '\n' || indent >= this.indentNext || (!ch && !this.atEnd)
                ? offset + indent
                : -1;
        }
        if (ch === '-' || ch === '.') {
            const dt = this.buffer.substr(offset, 3);
            if ((dt === '---' || dt === '...') && isEmpty(this.buffer[offset + 3]))
                return -1;
        }
        return offset;
    }
    getLine() {
        let end = this.lineEndPos;
        if (typeof end !== 'number' || (end !== -1 && end < this.pos)) {
            end = this.buffer.indexOf('\n', this.pos);
            this.lineEndPos = end;
        }
        if (end === -1)
            return this.atEnd ? this.buffer.substring(this.pos) : null;
        if (this.buffer[end - 1] === '\r')
            end -= 1;
        return this.buffer.substring(this.pos, end);
    }
    hasChars(n) {
        return this.pos + n <= this.buffer.length;
    }
    setNext(state) {
        this.buffer = this.buffer.substring(this.pos);
        this.pos = 0;
        this.lineEndPos = null;
        this.next = state;
        return null;
    }
    peek(n) {
        return this.buffer.substr(this.pos, n);
    }
    *parseNext(next) {
        switch (next) {
            case 'stream':
                return yield* this.parseStream();
            case 'line-start':
                return yield* this.parseLineStart();
            case 'block-start':
                return yield* this.parseBlockStart();
            case 'doc':
                return yield* this.parseDocument();
            case 'flow':
                return yield* this.parseFlowCollection();
            case 'quoted-scalar':
                return yield* this.parseQuotedScalar();
            case 'block-scalar':
                return yield* this.parseBlockScalar();
            case 'plain-scalar':
                return yield* this.parsePlainScalar();
        }
    }
    *parseStream() {
        let line = this.getLine();
        if (line === null)
            return this.setNext('stream');
        if (line[0] === cst.BOM) {
            yield* this.pushCount(1);
            line = line.substring(1);
        }
        if (line[0] === '%') {
            let dirEnd = line.length;
            let cs = line.indexOf('#');
            while (cs !== -1) {
                const ch = line[cs - 1];
                if (ch === ' ' || ch === '\t') {
                    dirEnd = cs - 1;
                    break;
                }
                else {
                    cs = line.indexOf('#', cs + 1);
                }
            }
            while (true) {
                const ch = line[dirEnd - 1];
                if (ch === ' ' || ch === '\t')
                    dirEnd -= 1;
                else
                    break;
            }
            const n = (yield* this.pushCount(dirEnd)) + (yield* this.pushSpaces(true));
            yield* this.pushCount(line.length - n); // possible comment
            this.pushNewline();
            return 'stream';
        }
        if (this.atLineEnd()) {
            const sp = yield* this.pushSpaces(true);
            yield* this.pushCount(line.length - sp);
            yield* this.pushNewline();
            return 'stream';
        }
        yield cst.DOCUMENT;
        return yield* this.parseLineStart();
    }
    *parseLineStart() {
        const ch = this.charAt(0);
        if (!ch && !this.atEnd)
            return this.setNext('line-start');
        if (ch === '-' || ch === '.') {
            if (!this.atEnd && !this.hasChars(4))
                return this.setNext('line-start');
            const s = this.peek(3);
            if ((s === '---' || s === '...') && isEmpty(this.charAt(3))) {
                yield* this.pushCount(3);
                this.indentValue = 0;
                this.indentNext = 0;
                return s === '---' ? 'doc' : 'stream';
            }
        }
        this.indentValue = yield* this.pushSpaces(false);
        if (this.indentNext > this.indentValue && !isEmpty(this.charAt(1)))
            this.indentNext = this.indentValue;
        return yield* this.parseBlockStart();
    }
    *parseBlockStart() {
        const [ch0, ch1] = this.peek(2);
        if (!ch1 && !this.atEnd)
            return this.setNext('block-start');
        if ((ch0 === '-' || ch0 === '?' || ch0 === ':') && isEmpty(ch1)) {
            const n = (yield* this.pushCount(1)) + (yield* this.pushSpaces(true));
            this.indentNext = this.indentValue + 1;
            this.indentValue += n;
            return 'block-start';
        }
        return 'doc';
    }
    *parseDocument() {
        yield* this.pushSpaces(true);
        const line = this.getLine();
        if (line === null)
            return this.setNext('doc');
        let n = yield* this.pushIndicators();
        switch (line[n]) {
            case '#':
                yield* this.pushCount(line.length - n);
            // fallthrough
            case undefined:
                yield* this.pushNewline();
                return yield* this.parseLineStart();
            case '{':
            case '[':
                yield* this.pushCount(1);
                this.flowKey = false;
                this.flowLevel = 1;
                return 'flow';
            case '}':
            case ']':
                // this is an error
                yield* this.pushCount(1);
                return 'doc';
            case '*':
                yield* this.pushUntil(isNotAnchorChar);
                return 'doc';
            case '"':
            case "'":
                return yield* this.parseQuotedScalar();
            case '|':
            case '>':
                n += yield* this.parseBlockScalarHeader();
                n += yield* this.pushSpaces(true);
                yield* this.pushCount(line.length - n);
                yield* this.pushNewline();
                return yield* this.parseBlockScalar();
            default:
                return yield* this.parsePlainScalar();
        }
    }
    *parseFlowCollection() {
        let nl, sp;
        let indent = -1;
        do {
            nl = yield* this.pushNewline();
            if (nl > 0) {
                sp = yield* this.pushSpaces(false);
                this.indentValue = indent = sp;
            }
            else {
                sp = 0;
            }
            sp += yield* this.pushSpaces(true);
        } while (nl + sp > 0);
        const line = this.getLine();
        if (line === null)
            return this.setNext('flow');
        if ((indent !== -1 && indent < this.indentNext && line[0] !== '#') ||
            (indent === 0 &&
                (line.startsWith('---') || line.startsWith('...')) &&
                isEmpty(line[3]))) {
            // Allowing for the terminal ] or } at the same (rather than greater)
            // indent level as the initial [ or { is technically invalid, but
            // failing here would be surprising to users.
            const atFlowEndMarker = indent === this.indentNext - 1 &&
                this.flowLevel === 1 &&
                (line[0] === ']' || line[0] === '}');
            if (!atFlowEndMarker) {
                // this is an error
                this.flowLevel = 0;
                yield cst.FLOW_END;
                return yield* this.parseLineStart();
            }
        }
        let n = 0;
        while (line[n] === ',') {
            n += yield* this.pushCount(1);
            n += yield* this.pushSpaces(true);
            this.flowKey = false;
        }
        n += yield* this.pushIndicators();
        switch (line[n]) {
            case undefined:
                return 'flow';
            case '#':
                yield* this.pushCount(line.length - n);
                return 'flow';
            case '{':
            case '[':
                yield* this.pushCount(1);
                this.flowKey = false;
                this.flowLevel += 1;
                return 'flow';
            case '}':
            case ']':
                yield* this.pushCount(1);
                this.flowKey = true;
                this.flowLevel -= 1;
                return this.flowLevel ? 'flow' : 'doc';
            case '*':
                yield* this.pushUntil(isNotAnchorChar);
                return 'flow';
            case '"':
            case "'":
                this.flowKey = true;
                return yield* this.parseQuotedScalar();
            case ':': {
                const next = this.charAt(1);
                if (this.flowKey || isEmpty(next) || next === ',') {
                    this.flowKey = false;
                    yield* this.pushCount(1);
                    yield* this.pushSpaces(true);
                    return 'flow';
                }
            }
            // fallthrough
            default:
                this.flowKey = false;
                return yield* this.parsePlainScalar();
        }
    }
    *parseQuotedScalar() {
        const quote = this.charAt(0);
        let end = this.buffer.indexOf(quote, this.pos + 1);
        if (quote === "'") {
            while (end !== -1 && this.buffer[end + 1] === "'")
                end = this.buffer.indexOf("'", end + 2);
        }
        else {
            // double-quote
            while (end !== -1) {
                let n = 0;
                while (this.buffer[end - 1 - n] === '\\')
                    n += 1;
                if (n % 2 === 0)
                    break;
                end = this.buffer.indexOf('"', end + 1);
            }
        }
        // Only looking for newlines within the quotes
        const qb = this.buffer.substring(0, end);
        let nl = qb.indexOf('\n', this.pos);
        if (nl !== -1) {
            while (nl !== -1) {
                const cs = this.continueScalar(nl + 1);
                if (cs === -1)
                    break;
                nl = qb.indexOf('\n', cs);
            }
            if (nl !== -1) {
                // this is an error caused by an unexpected unindent
                end = nl - (qb[nl - 1] === '\r' ? 2 : 1);
            }
        }
        if (end === -1) {
            if (!this.atEnd)
                return this.setNext('quoted-scalar');
            end = this.buffer.length;
        }
        yield* this.pushToIndex(end + 1, false);
        return this.flowLevel ? 'flow' : 'doc';
    }
    *parseBlockScalarHeader() {
        this.blockScalarIndent = -1;
        this.blockScalarKeep = false;
        let i = this.pos;
        while (true) {
            const ch = this.buffer[++i];
            if (ch === '+')
                this.blockScalarKeep = true;
            else if (ch > '0' && ch <= '9')
                this.blockScalarIndent = Number(ch) - 1;
            else if (ch !== '-')
                break;
        }
        return yield* this.pushUntil(ch => isEmpty(ch) || ch === '#');
    }
    *parseBlockScalar() {
        let nl = this.pos - 1; // may be -1 if this.pos === 0
        let indent = 0;
        let ch;
        loop: for (let i = this.pos; (ch = this.buffer[i]); ++i) {
            switch (ch) {
                case ' ':
                    indent += 1;
                    break;
                case '\n':
                    nl = i;
                    indent = 0;
                    break;
                case '\r': {
                    const next = this.buffer[i + 1];
                    if (!next && !this.atEnd)
                        return this.setNext('block-scalar');
                    if (next === '\n')
                        break;
                } // fallthrough
                default:
                    break loop;
            }
        }
        if (!ch && !this.atEnd)
            return this.setNext('block-scalar');
        if (indent >= this.indentNext) {
            if (this.blockScalarIndent === -1)
                this.indentNext = indent;
            else {
                this.indentNext =
                    this.blockScalarIndent + (this.indentNext === 0 ? 1 : this.indentNext);
            }
            do {
                const cs = this.continueScalar(nl + 1);
                if (cs === -1)
                    break;
                nl = this.buffer.indexOf('\n', cs);
            } while (nl !== -1);
            if (nl === -1) {
                if (!this.atEnd)
                    return this.setNext('block-scalar');
                nl = this.buffer.length;
            }
        }
        // Trailing insufficiently indented tabs are invalid.
        // To catch that during parsing, we include them in the block scalar value.
        let i = nl + 1;
        ch = this.buffer[i];
        while (ch === ' ')
            ch = this.buffer[++i];
        if (ch === '\t') {
            while (ch === '\t' || ch === ' ' || ch === '\r' || ch === '\n')
                ch = this.buffer[++i];
            nl = i - 1;
        }
        else if (!this.blockScalarKeep) {
            do {
                let i = nl - 1;
                let ch = this.buffer[i];
                if (ch === '\r')
                    ch = this.buffer[--i];
                const lastChar = i; // Drop the line if last char not more indented
                while (ch === ' ')
                    ch = this.buffer[--i];
                if (ch === '\n' && i >= this.pos && i + 1 + indent > lastChar)
                    nl = i;
                else
                    break;
            } while (true);
        }
        yield cst.SCALAR;
        yield* this.pushToIndex(nl + 1, true);
        return yield* this.parseLineStart();
    }
    *parsePlainScalar() {
        const inFlow = this.flowLevel > 0;
        let end = this.pos - 1;
        let i = this.pos - 1;
        let ch;
        while ((ch = this.buffer[++i])) {
            if (ch === ':') {
                const next = this.buffer[i + 1];
                if (isEmpty(next) || (inFlow && flowIndicatorChars.has(next)))
                    break;
                end = i;
            }
            else if (isEmpty(ch)) {
                let next = this.buffer[i + 1];
                if (ch === '\r') {
                    if (next === '\n') {
                        i += 1;
                        ch = '\n';
                        next = this.buffer[i + 1];
                    }
                    else
                        end = i;
                }
                if (next === '#' || (inFlow && flowIndicatorChars.has(next)))
                    break;
                if (ch === '\n') {
                    const cs = this.continueScalar(i + 1);
                    if (cs === -1)
                        break;
                    i = Math.max(i, cs - 2); // to advance, but still account for ' #'
                }
            }
            else {
                if (inFlow && flowIndicatorChars.has(ch))
                    break;
                end = i;
            }
        }
        if (!ch && !this.atEnd)
            return this.setNext('plain-scalar');
        yield cst.SCALAR;
        yield* this.pushToIndex(end + 1, true);
        return inFlow ? 'flow' : 'doc';
    }
    *pushCount(n) {
        if (n > 0) {
            yield this.buffer.substr(this.pos, n);
            this.pos += n;
            return n;
        }
        return 0;
    }
    *pushToIndex(i, allowEmpty) {
        const s = this.buffer.slice(this.pos, i);
        if (s) {
            yield s;
            this.pos += s.length;
            return s.length;
        }
        else if (allowEmpty)
            yield '';
        return 0;
    }
    *pushIndicators() {
        let n = 0;
        loop: while (true) {
            switch (this.charAt(0)) {
                case '!':
                    n += yield* this.pushTag();
                    n += yield* this.pushSpaces(true);
                    continue loop;
                case '&':
                    n += yield* this.pushUntil(isNotAnchorChar);
                    n += yield* this.pushSpaces(true);
                    continue loop;
                case '-': // this is an error
                case '?': // this is an error outside flow collections
                case ':': {
                    const inFlow = this.flowLevel > 0;
                    const ch1 = this.charAt(1);
                    if (isEmpty(ch1) || (inFlow && flowIndicatorChars.has(ch1))) {
                        if (!inFlow)
                            this.indentNext = this.indentValue + 1;
                        else if (this.flowKey)
                            this.flowKey = false;
                        n += yield* this.pushCount(1);
                        n += yield* this.pushSpaces(true);
                        continue loop;
                    }
                }
            }
            break loop;
        }
        return n;
    }
    *pushTag() {
        if (this.charAt(1) === '<') {
            let i = this.pos + 2;
            let ch = this.buffer[i];
            while (!isEmpty(ch) && ch !== '>')
                ch = this.buffer[++i];
            return yield* this.pushToIndex(ch === '>' ? i + 1 : i, false);
        }
        else {
            let i = this.pos + 1;
            let ch = this.buffer[i];
            while (ch) {
                if (tagChars.has(ch))
                    ch = this.buffer[++i];
                else if (ch === '%' &&
                    hexDigits.has(this.buffer[i + 1]) &&
                    hexDigits.has(this.buffer[i + 2])) {
                    ch = this.buffer[(i += 3)];
                }
                else
                    break;
            }
            return yield* this.pushToIndex(i, false);
        }
    }
    *pushNewline() {
        const ch = this.buffer[this.pos];
        if (ch === '\n')
            return yield* this.pushCount(1);
        else if (ch === '\r' && this.charAt(1) === '\n')
            return yield* this.pushCount(2);
        else
            return 0;
    }
    *pushSpaces(allowTabs) {
        let i = this.pos - 1;
        let ch;
        do {
            ch = this.buffer[++i];
        } while (ch === ' ' || (allowTabs && ch === '\t'));
        const n = i - this.pos;
        if (n > 0) {
            yield this.buffer.substr(this.pos, n);
            this.pos = i;
        }
        return n;
    }
    *pushUntil(test) {
        let i = this.pos;
        let ch = this.buffer[i];
        while (!test(ch))
            ch = this.buffer[++i];
        return yield* this.pushToIndex(i, false);
    }
}

exports.Lexer = Lexer;


/***/ }),

/***/ 6628:
/***/ ((__unused_webpack_module, exports) => {



/**
 * Tracks newlines during parsing in order to provide an efficient API for
 * determining the one-indexed `{ line, col }` position for any offset
 * within the input.
 */
class LineCounter {
    constructor() {
        this.lineStarts = [];
        /**
         * Should be called in ascending order. Otherwise, call
         * `lineCounter.lineStarts.sort()` before calling `linePos()`.
         */
        this.addNewLine = (offset) => this.lineStarts.push(offset);
        /**
         * Performs a binary search and returns the 1-indexed { line, col }
         * position of `offset`. If `line === 0`, `addNewLine` has never been
         * called or `offset` is before the first known newline.
         */
        this.linePos = (offset) => {
            let low = 0;
            let high = this.lineStarts.length;
            while (low < high) {
                const mid = (low + high) >> 1; // Math.floor((low + high) / 2)
                if (this.lineStarts[mid] < offset)
                    low = mid + 1;
                else
                    high = mid;
            }
            if (this.lineStarts[low] === offset)
                return { line: low + 1, col: 1 };
            if (low === 0)
                return { line: 0, col: offset };
            const start = this.lineStarts[low - 1];
            return { line: low, col: offset - start + 1 };
        };
    }
}

exports.LineCounter = LineCounter;


/***/ }),

/***/ 3456:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var node_process = __nccwpck_require__(932);
var cst = __nccwpck_require__(3461);
var lexer = __nccwpck_require__(361);

function includesToken(list, type) {
    for (let i = 0; i < list.length; ++i)
        if (list[i].type === type)
            return true;
    return false;
}
function findNonEmptyIndex(list) {
    for (let i = 0; i < list.length; ++i) {
        switch (list[i].type) {
            case 'space':
            case 'comment':
            case 'newline':
                break;
            default:
                return i;
        }
    }
    return -1;
}
function isFlowToken(token) {
    switch (token?.type) {
        case 'alias':
        case 'scalar':
        case 'single-quoted-scalar':
        case 'double-quoted-scalar':
        case 'flow-collection':
            return true;
        default:
            return false;
    }
}
function getPrevProps(parent) {
    switch (parent.type) {
        case 'document':
            return parent.start;
        case 'block-map': {
            const it = parent.items[parent.items.length - 1];
            return it.sep ?? it.start;
        }
        case 'block-seq':
            return parent.items[parent.items.length - 1].start;
        /* istanbul ignore next should not happen */
        default:
            return [];
    }
}
/** Note: May modify input array */
function getFirstKeyStartProps(prev) {
    if (prev.length === 0)
        return [];
    let i = prev.length;
    loop: while (--i >= 0) {
        switch (prev[i].type) {
            case 'doc-start':
            case 'explicit-key-ind':
            case 'map-value-ind':
            case 'seq-item-ind':
            case 'newline':
                break loop;
        }
    }
    while (prev[++i]?.type === 'space') {
        /* loop */
    }
    return prev.splice(i, prev.length);
}
function arrayPushArray(target, source) {
    // May exhaust call stack with large `source` array
    if (source.length < 1e5)
        Array.prototype.push.apply(target, source);
    else
        for (let i = 0; i < source.length; ++i)
            target.push(source[i]);
}
function fixFlowSeqItems(fc) {
    if (fc.start.type === 'flow-seq-start') {
        for (const it of fc.items) {
            if (it.sep &&
                !it.value &&
                !includesToken(it.start, 'explicit-key-ind') &&
                !includesToken(it.sep, 'map-value-ind')) {
                if (it.key)
                    it.value = it.key;
                delete it.key;
                if (isFlowToken(it.value)) {
                    if (it.value.end)
                        arrayPushArray(it.value.end, it.sep);
                    else
                        it.value.end = it.sep;
                }
                else
                    arrayPushArray(it.start, it.sep);
                delete it.sep;
            }
        }
    }
}
/**
 * A YAML concrete syntax tree (CST) parser
 *
 * ```ts
 * const src: string = ...
 * for (const token of new Parser().parse(src)) {
 *   // token: Token
 * }
 * ```
 *
 * To use the parser with a user-provided lexer:
 *
 * ```ts
 * function* parse(source: string, lexer: Lexer) {
 *   const parser = new Parser()
 *   for (const lexeme of lexer.lex(source))
 *     yield* parser.next(lexeme)
 *   yield* parser.end()
 * }
 *
 * const src: string = ...
 * const lexer = new Lexer()
 * for (const token of parse(src, lexer)) {
 *   // token: Token
 * }
 * ```
 */
class Parser {
    /**
     * @param onNewLine - If defined, called separately with the start position of
     *   each new line (in `parse()`, including the start of input).
     */
    constructor(onNewLine) {
        /** If true, space and sequence indicators count as indentation */
        this.atNewLine = true;
        /** If true, next token is a scalar value */
        this.atScalar = false;
        /** Current indentation level */
        this.indent = 0;
        /** Current offset since the start of parsing */
        this.offset = 0;
        /** On the same line with a block map key */
        this.onKeyLine = false;
        /** Top indicates the node that's currently being built */
        this.stack = [];
        /** The source of the current token, set in parse() */
        this.source = '';
        /** The type of the current token, set in parse() */
        this.type = '';
        // Must be defined after `next()`
        this.lexer = new lexer.Lexer();
        this.onNewLine = onNewLine;
    }
    /**
     * Parse `source` as a YAML stream.
     * If `incomplete`, a part of the last line may be left as a buffer for the next call.
     *
     * Errors are not thrown, but yielded as `{ type: 'error', message }` tokens.
     *
     * @returns A generator of tokens representing each directive, document, and other structure.
     */
    *parse(source, incomplete = false) {
        if (this.onNewLine && this.offset === 0)
            this.onNewLine(0);
        for (const lexeme of this.lexer.lex(source, incomplete))
            yield* this.next(lexeme);
        if (!incomplete)
            yield* this.end();
    }
    /**
     * Advance the parser by the `source` of one lexical token.
     */
    *next(source) {
        this.source = source;
        if (node_process.env.LOG_TOKENS)
            console.log('|', cst.prettyToken(source));
        if (this.atScalar) {
            this.atScalar = false;
            yield* this.step();
            this.offset += source.length;
            return;
        }
        const type = cst.tokenType(source);
        if (!type) {
            const message = `Not a YAML token: ${source}`;
            yield* this.pop({ type: 'error', offset: this.offset, message, source });
            this.offset += source.length;
        }
        else if (type === 'scalar') {
            this.atNewLine = false;
            this.atScalar = true;
            this.type = 'scalar';
        }
        else {
            this.type = type;
            yield* this.step();
            switch (type) {
                case 'newline':
                    this.atNewLine = true;
                    this.indent = 0;
                    if (this.onNewLine)
                        this.onNewLine(this.offset + source.length);
                    break;
                case 'space':
                    if (this.atNewLine && source[0] === ' ')
                        this.indent += source.length;
                    break;
                case 'explicit-key-ind':
                case 'map-value-ind':
                case 'seq-item-ind':
                    if (this.atNewLine)
                        this.indent += source.length;
                    break;
                case 'doc-mode':
                case 'flow-error-end':
                    return;
                default:
                    this.atNewLine = false;
            }
            this.offset += source.length;
        }
    }
    /** Call at end of input to push out any remaining constructions */
    *end() {
        while (this.stack.length > 0)
            yield* this.pop();
    }
    get sourceToken() {
        const st = {
            type: this.type,
            offset: this.offset,
            indent: this.indent,
            source: this.source
        };
        return st;
    }
    *step() {
        const top = this.peek(1);
        if (this.type === 'doc-end' && top?.type !== 'doc-end') {
            while (this.stack.length > 0)
                yield* this.pop();
            this.stack.push({
                type: 'doc-end',
                offset: this.offset,
                source: this.source
            });
            return;
        }
        if (!top)
            return yield* this.stream();
        switch (top.type) {
            case 'document':
                return yield* this.document(top);
            case 'alias':
            case 'scalar':
            case 'single-quoted-scalar':
            case 'double-quoted-scalar':
                return yield* this.scalar(top);
            case 'block-scalar':
                return yield* this.blockScalar(top);
            case 'block-map':
                return yield* this.blockMap(top);
            case 'block-seq':
                return yield* this.blockSequence(top);
            case 'flow-collection':
                return yield* this.flowCollection(top);
            case 'doc-end':
                return yield* this.documentEnd(top);
        }
        /* istanbul ignore next should not happen */
        yield* this.pop();
    }
    peek(n) {
        return this.stack[this.stack.length - n];
    }
    *pop(error) {
        const token = error ?? this.stack.pop();
        /* istanbul ignore if should not happen */
        if (!token) {
            const message = 'Tried to pop an empty stack';
            yield { type: 'error', offset: this.offset, source: '', message };
        }
        else if (this.stack.length === 0) {
            yield token;
        }
        else {
            const top = this.peek(1);
            if (token.type === 'block-scalar') {
                // Block scalars use their parent rather than header indent
                token.indent = 'indent' in top ? top.indent : 0;
            }
            else if (token.type === 'flow-collection' && top.type === 'document') {
                // Ignore all indent for top-level flow collections
                token.indent = 0;
            }
            if (token.type === 'flow-collection')
                fixFlowSeqItems(token);
            switch (top.type) {
                case 'document':
                    top.value = token;
                    break;
                case 'block-scalar':
                    top.props.push(token); // error
                    break;
                case 'block-map': {
                    const it = top.items[top.items.length - 1];
                    if (it.value) {
                        top.items.push({ start: [], key: token, sep: [] });
                        this.onKeyLine = true;
                        return;
                    }
                    else if (it.sep) {
                        it.value = token;
                    }
                    else {
                        Object.assign(it, { key: token, sep: [] });
                        this.onKeyLine = !it.explicitKey;
                        return;
                    }
                    break;
                }
                case 'block-seq': {
                    const it = top.items[top.items.length - 1];
                    if (it.value)
                        top.items.push({ start: [], value: token });
                    else
                        it.value = token;
                    break;
                }
                case 'flow-collection': {
                    const it = top.items[top.items.length - 1];
                    if (!it || it.value)
                        top.items.push({ start: [], key: token, sep: [] });
                    else if (it.sep)
                        it.value = token;
                    else
                        Object.assign(it, { key: token, sep: [] });
                    return;
                }
                /* istanbul ignore next should not happen */
                default:
                    yield* this.pop();
                    yield* this.pop(token);
            }
            if ((top.type === 'document' ||
                top.type === 'block-map' ||
                top.type === 'block-seq') &&
                (token.type === 'block-map' || token.type === 'block-seq')) {
                const last = token.items[token.items.length - 1];
                if (last &&
                    !last.sep &&
                    !last.value &&
                    last.start.length > 0 &&
                    findNonEmptyIndex(last.start) === -1 &&
                    (token.indent === 0 ||
                        last.start.every(st => st.type !== 'comment' || st.indent < token.indent))) {
                    if (top.type === 'document')
                        top.end = last.start;
                    else
                        top.items.push({ start: last.start });
                    token.items.splice(-1, 1);
                }
            }
        }
    }
    *stream() {
        switch (this.type) {
            case 'directive-line':
                yield { type: 'directive', offset: this.offset, source: this.source };
                return;
            case 'byte-order-mark':
            case 'space':
            case 'comment':
            case 'newline':
                yield this.sourceToken;
                return;
            case 'doc-mode':
            case 'doc-start': {
                const doc = {
                    type: 'document',
                    offset: this.offset,
                    start: []
                };
                if (this.type === 'doc-start')
                    doc.start.push(this.sourceToken);
                this.stack.push(doc);
                return;
            }
        }
        yield {
            type: 'error',
            offset: this.offset,
            message: `Unexpected ${this.type} token in YAML stream`,
            source: this.source
        };
    }
    *document(doc) {
        if (doc.value)
            return yield* this.lineEnd(doc);
        switch (this.type) {
            case 'doc-start': {
                if (findNonEmptyIndex(doc.start) !== -1) {
                    yield* this.pop();
                    yield* this.step();
                }
                else
                    doc.start.push(this.sourceToken);
                return;
            }
            case 'anchor':
            case 'tag':
            case 'space':
            case 'comment':
            case 'newline':
                doc.start.push(this.sourceToken);
                return;
        }
        const bv = this.startBlockValue(doc);
        if (bv)
            this.stack.push(bv);
        else {
            yield {
                type: 'error',
                offset: this.offset,
                message: `Unexpected ${this.type} token in YAML document`,
                source: this.source
            };
        }
    }
    *scalar(scalar) {
        if (this.type === 'map-value-ind') {
            const prev = getPrevProps(this.peek(2));
            const start = getFirstKeyStartProps(prev);
            let sep;
            if (scalar.end) {
                sep = scalar.end;
                sep.push(this.sourceToken);
                delete scalar.end;
            }
            else
                sep = [this.sourceToken];
            const map = {
                type: 'block-map',
                offset: scalar.offset,
                indent: scalar.indent,
                items: [{ start, key: scalar, sep }]
            };
            this.onKeyLine = true;
            this.stack[this.stack.length - 1] = map;
        }
        else
            yield* this.lineEnd(scalar);
    }
    *blockScalar(scalar) {
        switch (this.type) {
            case 'space':
            case 'comment':
            case 'newline':
                scalar.props.push(this.sourceToken);
                return;
            case 'scalar':
                scalar.source = this.source;
                // block-scalar source includes trailing newline
                this.atNewLine = true;
                this.indent = 0;
                if (this.onNewLine) {
                    let nl = this.source.indexOf('\n') + 1;
                    while (nl !== 0) {
                        this.onNewLine(this.offset + nl);
                        nl = this.source.indexOf('\n', nl) + 1;
                    }
                }
                yield* this.pop();
                break;
            /* istanbul ignore next should not happen */
            default:
                yield* this.pop();
                yield* this.step();
        }
    }
    *blockMap(map) {
        const it = map.items[map.items.length - 1];
        // it.sep is true-ish if pair already has key or : separator
        switch (this.type) {
            case 'newline':
                this.onKeyLine = false;
                if (it.value) {
                    const end = 'end' in it.value ? it.value.end : undefined;
                    const last = Array.isArray(end) ? end[end.length - 1] : undefined;
                    if (last?.type === 'comment')
                        end?.push(this.sourceToken);
                    else
                        map.items.push({ start: [this.sourceToken] });
                }
                else if (it.sep) {
                    it.sep.push(this.sourceToken);
                }
                else {
                    it.start.push(this.sourceToken);
                }
                return;
            case 'space':
            case 'comment':
                if (it.value) {
                    map.items.push({ start: [this.sourceToken] });
                }
                else if (it.sep) {
                    it.sep.push(this.sourceToken);
                }
                else {
                    if (this.atIndentedComment(it.start, map.indent)) {
                        const prev = map.items[map.items.length - 2];
                        const end = prev?.value?.end;
                        if (Array.isArray(end)) {
                            arrayPushArray(end, it.start);
                            end.push(this.sourceToken);
                            map.items.pop();
                            return;
                        }
                    }
                    it.start.push(this.sourceToken);
                }
                return;
        }
        if (this.indent >= map.indent) {
            const atMapIndent = !this.onKeyLine && this.indent === map.indent;
            const atNextItem = atMapIndent &&
                (it.sep || it.explicitKey) &&
                this.type !== 'seq-item-ind';
            // For empty nodes, assign newline-separated not indented empty tokens to following node
            let start = [];
            if (atNextItem && it.sep && !it.value) {
                const nl = [];
                for (let i = 0; i < it.sep.length; ++i) {
                    const st = it.sep[i];
                    switch (st.type) {
                        case 'newline':
                            nl.push(i);
                            break;
                        case 'space':
                            break;
                        case 'comment':
                            if (st.indent > map.indent)
                                nl.length = 0;
                            break;
                        default:
                            nl.length = 0;
                    }
                }
                if (nl.length >= 2)
                    start = it.sep.splice(nl[1]);
            }
            switch (this.type) {
                case 'anchor':
                case 'tag':
                    if (atNextItem || it.value) {
                        start.push(this.sourceToken);
                        map.items.push({ start });
                        this.onKeyLine = true;
                    }
                    else if (it.sep) {
                        it.sep.push(this.sourceToken);
                    }
                    else {
                        it.start.push(this.sourceToken);
                    }
                    return;
                case 'explicit-key-ind':
                    if (!it.sep && !it.explicitKey) {
                        it.start.push(this.sourceToken);
                        it.explicitKey = true;
                    }
                    else if (atNextItem || it.value) {
                        start.push(this.sourceToken);
                        map.items.push({ start, explicitKey: true });
                    }
                    else {
                        this.stack.push({
                            type: 'block-map',
                            offset: this.offset,
                            indent: this.indent,
                            items: [{ start: [this.sourceToken], explicitKey: true }]
                        });
                    }
                    this.onKeyLine = true;
                    return;
                case 'map-value-ind':
                    if (it.explicitKey) {
                        if (!it.sep) {
                            if (includesToken(it.start, 'newline')) {
                                Object.assign(it, { key: null, sep: [this.sourceToken] });
                            }
                            else {
                                const start = getFirstKeyStartProps(it.start);
                                this.stack.push({
                                    type: 'block-map',
                                    offset: this.offset,
                                    indent: this.indent,
                                    items: [{ start, key: null, sep: [this.sourceToken] }]
                                });
                            }
                        }
                        else if (it.value) {
                            map.items.push({ start: [], key: null, sep: [this.sourceToken] });
                        }
                        else if (includesToken(it.sep, 'map-value-ind')) {
                            this.stack.push({
                                type: 'block-map',
                                offset: this.offset,
                                indent: this.indent,
                                items: [{ start, key: null, sep: [this.sourceToken] }]
                            });
                        }
                        else if (isFlowToken(it.key) &&
                            !includesToken(it.sep, 'newline')) {
                            const start = getFirstKeyStartProps(it.start);
                            const key = it.key;
                            const sep = it.sep;
                            sep.push(this.sourceToken);
                            // @ts-expect-error type guard is wrong here
                            delete it.key;
                            // @ts-expect-error type guard is wrong here
                            delete it.sep;
                            this.stack.push({
                                type: 'block-map',
                                offset: this.offset,
                                indent: this.indent,
                                items: [{ start, key, sep }]
                            });
                        }
                        else if (start.length > 0) {
                            // Not actually at next item
                            it.sep = it.sep.concat(start, this.sourceToken);
                        }
                        else {
                            it.sep.push(this.sourceToken);
                        }
                    }
                    else {
                        if (!it.sep) {
                            Object.assign(it, { key: null, sep: [this.sourceToken] });
                        }
                        else if (it.value || atNextItem) {
                            map.items.push({ start, key: null, sep: [this.sourceToken] });
                        }
                        else if (includesToken(it.sep, 'map-value-ind')) {
                            this.stack.push({
                                type: 'block-map',
                                offset: this.offset,
                                indent: this.indent,
                                items: [{ start: [], key: null, sep: [this.sourceToken] }]
                            });
                        }
                        else {
                            it.sep.push(this.sourceToken);
                        }
                    }
                    this.onKeyLine = true;
                    return;
                case 'alias':
                case 'scalar':
                case 'single-quoted-scalar':
                case 'double-quoted-scalar': {
                    const fs = this.flowScalar(this.type);
                    if (atNextItem || it.value) {
                        map.items.push({ start, key: fs, sep: [] });
                        this.onKeyLine = true;
                    }
                    else if (it.sep) {
                        this.stack.push(fs);
                    }
                    else {
                        Object.assign(it, { key: fs, sep: [] });
                        this.onKeyLine = true;
                    }
                    return;
                }
                default: {
                    const bv = this.startBlockValue(map);
                    if (bv) {
                        if (bv.type === 'block-seq') {
                            if (!it.explicitKey &&
                                it.sep &&
                                !includesToken(it.sep, 'newline')) {
                                yield* this.pop({
                                    type: 'error',
                                    offset: this.offset,
                                    message: 'Unexpected block-seq-ind on same line with key',
                                    source: this.source
                                });
                                return;
                            }
                        }
                        else if (atMapIndent) {
                            map.items.push({ start });
                        }
                        this.stack.push(bv);
                        return;
                    }
                }
            }
        }
        yield* this.pop();
        yield* this.step();
    }
    *blockSequence(seq) {
        const it = seq.items[seq.items.length - 1];
        switch (this.type) {
            case 'newline':
                if (it.value) {
                    const end = 'end' in it.value ? it.value.end : undefined;
                    const last = Array.isArray(end) ? end[end.length - 1] : undefined;
                    if (last?.type === 'comment')
                        end?.push(this.sourceToken);
                    else
                        seq.items.push({ start: [this.sourceToken] });
                }
                else
                    it.start.push(this.sourceToken);
                return;
            case 'space':
            case 'comment':
                if (it.value)
                    seq.items.push({ start: [this.sourceToken] });
                else {
                    if (this.atIndentedComment(it.start, seq.indent)) {
                        const prev = seq.items[seq.items.length - 2];
                        const end = prev?.value?.end;
                        if (Array.isArray(end)) {
                            arrayPushArray(end, it.start);
                            end.push(this.sourceToken);
                            seq.items.pop();
                            return;
                        }
                    }
                    it.start.push(this.sourceToken);
                }
                return;
            case 'anchor':
            case 'tag':
                if (it.value || this.indent <= seq.indent)
                    break;
                it.start.push(this.sourceToken);
                return;
            case 'seq-item-ind':
                if (this.indent !== seq.indent)
                    break;
                if (it.value || includesToken(it.start, 'seq-item-ind'))
                    seq.items.push({ start: [this.sourceToken] });
                else
                    it.start.push(this.sourceToken);
                return;
        }
        if (this.indent > seq.indent) {
            const bv = this.startBlockValue(seq);
            if (bv) {
                this.stack.push(bv);
                return;
            }
        }
        yield* this.pop();
        yield* this.step();
    }
    *flowCollection(fc) {
        const it = fc.items[fc.items.length - 1];
        if (this.type === 'flow-error-end') {
            let top;
            do {
                yield* this.pop();
                top = this.peek(1);
            } while (top?.type === 'flow-collection');
        }
        else if (fc.end.length === 0) {
            switch (this.type) {
                case 'comma':
                case 'explicit-key-ind':
                    if (!it || it.sep)
                        fc.items.push({ start: [this.sourceToken] });
                    else
                        it.start.push(this.sourceToken);
                    return;
                case 'map-value-ind':
                    if (!it || it.value)
                        fc.items.push({ start: [], key: null, sep: [this.sourceToken] });
                    else if (it.sep)
                        it.sep.push(this.sourceToken);
                    else
                        Object.assign(it, { key: null, sep: [this.sourceToken] });
                    return;
                case 'space':
                case 'comment':
                case 'newline':
                case 'anchor':
                case 'tag':
                    if (!it || it.value)
                        fc.items.push({ start: [this.sourceToken] });
                    else if (it.sep)
                        it.sep.push(this.sourceToken);
                    else
                        it.start.push(this.sourceToken);
                    return;
                case 'alias':
                case 'scalar':
                case 'single-quoted-scalar':
                case 'double-quoted-scalar': {
                    const fs = this.flowScalar(this.type);
                    if (!it || it.value)
                        fc.items.push({ start: [], key: fs, sep: [] });
                    else if (it.sep)
                        this.stack.push(fs);
                    else
                        Object.assign(it, { key: fs, sep: [] });
                    return;
                }
                case 'flow-map-end':
                case 'flow-seq-end':
                    fc.end.push(this.sourceToken);
                    return;
            }
            const bv = this.startBlockValue(fc);
            /* istanbul ignore else should not happen */
            if (bv)
                this.stack.push(bv);
            else {
                yield* this.pop();
                yield* this.step();
            }
        }
        else {
            const parent = this.peek(2);
            if (parent.type === 'block-map' &&
                ((this.type === 'map-value-ind' && parent.indent === fc.indent) ||
                    (this.type === 'newline' &&
                        !parent.items[parent.items.length - 1].sep))) {
                yield* this.pop();
                yield* this.step();
            }
            else if (this.type === 'map-value-ind' &&
                parent.type !== 'flow-collection') {
                const prev = getPrevProps(parent);
                const start = getFirstKeyStartProps(prev);
                fixFlowSeqItems(fc);
                const sep = fc.end.splice(1, fc.end.length);
                sep.push(this.sourceToken);
                const map = {
                    type: 'block-map',
                    offset: fc.offset,
                    indent: fc.indent,
                    items: [{ start, key: fc, sep }]
                };
                this.onKeyLine = true;
                this.stack[this.stack.length - 1] = map;
            }
            else {
                yield* this.lineEnd(fc);
            }
        }
    }
    flowScalar(type) {
        if (this.onNewLine) {
            let nl = this.source.indexOf('\n') + 1;
            while (nl !== 0) {
                this.onNewLine(this.offset + nl);
                nl = this.source.indexOf('\n', nl) + 1;
            }
        }
        return {
            type,
            offset: this.offset,
            indent: this.indent,
            source: this.source
        };
    }
    startBlockValue(parent) {
        switch (this.type) {
            case 'alias':
            case 'scalar':
            case 'single-quoted-scalar':
            case 'double-quoted-scalar':
                return this.flowScalar(this.type);
            case 'block-scalar-header':
                return {
                    type: 'block-scalar',
                    offset: this.offset,
                    indent: this.indent,
                    props: [this.sourceToken],
                    source: ''
                };
            case 'flow-map-start':
            case 'flow-seq-start':
                return {
                    type: 'flow-collection',
                    offset: this.offset,
                    indent: this.indent,
                    start: this.sourceToken,
                    items: [],
                    end: []
                };
            case 'seq-item-ind':
                return {
                    type: 'block-seq',
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start: [this.sourceToken] }]
                };
            case 'explicit-key-ind': {
                this.onKeyLine = true;
                const prev = getPrevProps(parent);
                const start = getFirstKeyStartProps(prev);
                start.push(this.sourceToken);
                return {
                    type: 'block-map',
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start, explicitKey: true }]
                };
            }
            case 'map-value-ind': {
                this.onKeyLine = true;
                const prev = getPrevProps(parent);
                const start = getFirstKeyStartProps(prev);
                return {
                    type: 'block-map',
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start, key: null, sep: [this.sourceToken] }]
                };
            }
        }
        return null;
    }
    atIndentedComment(start, indent) {
        if (this.type !== 'comment')
            return false;
        if (this.indent <= indent)
            return false;
        return start.every(st => st.type === 'newline' || st.type === 'space');
    }
    *documentEnd(docEnd) {
        if (this.type !== 'doc-mode') {
            if (docEnd.end)
                docEnd.end.push(this.sourceToken);
            else
                docEnd.end = [this.sourceToken];
            if (this.type === 'newline')
                yield* this.pop();
        }
    }
    *lineEnd(token) {
        switch (this.type) {
            case 'comma':
            case 'doc-start':
            case 'doc-end':
            case 'flow-seq-end':
            case 'flow-map-end':
            case 'map-value-ind':
                yield* this.pop();
                yield* this.step();
                break;
            case 'newline':
                this.onKeyLine = false;
            // fallthrough
            case 'space':
            case 'comment':
            default:
                // all other values are errors
                if (token.end)
                    token.end.push(this.sourceToken);
                else
                    token.end = [this.sourceToken];
                if (this.type === 'newline')
                    yield* this.pop();
        }
    }
}

exports.Parser = Parser;


/***/ }),

/***/ 4047:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var composer = __nccwpck_require__(9984);
var Document = __nccwpck_require__(3021);
var errors = __nccwpck_require__(1464);
var log = __nccwpck_require__(7249);
var identity = __nccwpck_require__(1127);
var lineCounter = __nccwpck_require__(6628);
var parser = __nccwpck_require__(3456);

function parseOptions(options) {
    const prettyErrors = options.prettyErrors !== false;
    const lineCounter$1 = options.lineCounter || (prettyErrors && new lineCounter.LineCounter()) || null;
    return { lineCounter: lineCounter$1, prettyErrors };
}
/**
 * Parse the input as a stream of YAML documents.
 *
 * Documents should be separated from each other by `...` or `---` marker lines.
 *
 * @returns If an empty `docs` array is returned, it will be of type
 *   EmptyStream and contain additional stream information. In
 *   TypeScript, you should use `'empty' in docs` as a type guard for it.
 */
function parseAllDocuments(source, options = {}) {
    const { lineCounter, prettyErrors } = parseOptions(options);
    const parser$1 = new parser.Parser(lineCounter?.addNewLine);
    const composer$1 = new composer.Composer(options);
    const docs = Array.from(composer$1.compose(parser$1.parse(source)));
    if (prettyErrors && lineCounter)
        for (const doc of docs) {
            doc.errors.forEach(errors.prettifyError(source, lineCounter));
            doc.warnings.forEach(errors.prettifyError(source, lineCounter));
        }
    if (docs.length > 0)
        return docs;
    return Object.assign([], { empty: true }, composer$1.streamInfo());
}
/** Parse an input string into a single YAML.Document */
function parseDocument(source, options = {}) {
    const { lineCounter, prettyErrors } = parseOptions(options);
    const parser$1 = new parser.Parser(lineCounter?.addNewLine);
    const composer$1 = new composer.Composer(options);
    // `doc` is always set by compose.end(true) at the very latest
    let doc = null;
    for (const _doc of composer$1.compose(parser$1.parse(source), true, source.length)) {
        if (!doc)
            doc = _doc;
        else if (doc.options.logLevel !== 'silent') {
            doc.errors.push(new errors.YAMLParseError(_doc.range.slice(0, 2), 'MULTIPLE_DOCS', 'Source contains multiple documents; please use YAML.parseAllDocuments()'));
            break;
        }
    }
    if (prettyErrors && lineCounter) {
        doc.errors.forEach(errors.prettifyError(source, lineCounter));
        doc.warnings.forEach(errors.prettifyError(source, lineCounter));
    }
    return doc;
}
function parse(src, reviver, options) {
    let _reviver = undefined;
    if (typeof reviver === 'function') {
        _reviver = reviver;
    }
    else if (options === undefined && reviver && typeof reviver === 'object') {
        options = reviver;
    }
    const doc = parseDocument(src, options);
    if (!doc)
        return null;
    doc.warnings.forEach(warning => log.warn(doc.options.logLevel, warning));
    if (doc.errors.length > 0) {
        if (doc.options.logLevel !== 'silent')
            throw doc.errors[0];
        else
            doc.errors = [];
    }
    return doc.toJS(Object.assign({ reviver: _reviver }, options));
}
function stringify(value, replacer, options) {
    let _replacer = null;
    if (typeof replacer === 'function' || Array.isArray(replacer)) {
        _replacer = replacer;
    }
    else if (options === undefined && replacer) {
        options = replacer;
    }
    if (typeof options === 'string')
        options = options.length;
    if (typeof options === 'number') {
        const indent = Math.round(options);
        options = indent < 1 ? undefined : indent > 8 ? { indent: 8 } : { indent };
    }
    if (value === undefined) {
        const { keepUndefined } = options ?? replacer ?? {};
        if (!keepUndefined)
            return undefined;
    }
    if (identity.isDocument(value) && !_replacer)
        return value.toString(options);
    return new Document.Document(value, _replacer, options).toString(options);
}

exports.parse = parse;
exports.parseAllDocuments = parseAllDocuments;
exports.parseDocument = parseDocument;
exports.stringify = stringify;


/***/ }),

/***/ 5840:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var map = __nccwpck_require__(7451);
var seq = __nccwpck_require__(1706);
var string = __nccwpck_require__(6464);
var tags = __nccwpck_require__(18);

const sortMapEntriesByKey = (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
class Schema {
    constructor({ compat, customTags, merge, resolveKnownTags, schema, sortMapEntries, toStringDefaults }) {
        this.compat = Array.isArray(compat)
            ? tags.getTags(compat, 'compat')
            : compat
                ? tags.getTags(null, compat)
                : null;
        this.name = (typeof schema === 'string' && schema) || 'core';
        this.knownTags = resolveKnownTags ? tags.coreKnownTags : {};
        this.tags = tags.getTags(customTags, this.name, merge);
        this.toStringOptions = toStringDefaults ?? null;
        Object.defineProperty(this, identity.MAP, { value: map.map });
        Object.defineProperty(this, identity.SCALAR, { value: string.string });
        Object.defineProperty(this, identity.SEQ, { value: seq.seq });
        // Used by createMap()
        this.sortMapEntries =
            typeof sortMapEntries === 'function'
                ? sortMapEntries
                : sortMapEntries === true
                    ? sortMapEntriesByKey
                    : null;
    }
    clone() {
        const copy = Object.create(Schema.prototype, Object.getOwnPropertyDescriptors(this));
        copy.tags = this.tags.slice();
        return copy;
    }
}

exports.Schema = Schema;


/***/ }),

/***/ 7451:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var YAMLMap = __nccwpck_require__(4454);

const map = {
    collection: 'map',
    default: true,
    nodeClass: YAMLMap.YAMLMap,
    tag: 'tag:yaml.org,2002:map',
    resolve(map, onError) {
        if (!identity.isMap(map))
            onError('Expected a mapping for this tag');
        return map;
    },
    createNode: (schema, obj, ctx) => YAMLMap.YAMLMap.from(schema, obj, ctx)
};

exports.map = map;


/***/ }),

/***/ 3632:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);

const nullTag = {
    identify: value => value == null,
    createNode: () => new Scalar.Scalar(null),
    default: true,
    tag: 'tag:yaml.org,2002:null',
    test: /^(?:~|[Nn]ull|NULL)?$/,
    resolve: () => new Scalar.Scalar(null),
    stringify: ({ source }, ctx) => typeof source === 'string' && nullTag.test.test(source)
        ? source
        : ctx.options.nullStr
};

exports.nullTag = nullTag;


/***/ }),

/***/ 1706:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var YAMLSeq = __nccwpck_require__(2223);

const seq = {
    collection: 'seq',
    default: true,
    nodeClass: YAMLSeq.YAMLSeq,
    tag: 'tag:yaml.org,2002:seq',
    resolve(seq, onError) {
        if (!identity.isSeq(seq))
            onError('Expected a sequence for this tag');
        return seq;
    },
    createNode: (schema, obj, ctx) => YAMLSeq.YAMLSeq.from(schema, obj, ctx)
};

exports.seq = seq;


/***/ }),

/***/ 6464:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyString = __nccwpck_require__(3069);

const string = {
    identify: value => typeof value === 'string',
    default: true,
    tag: 'tag:yaml.org,2002:str',
    resolve: str => str,
    stringify(item, ctx, onComment, onChompKeep) {
        ctx = Object.assign({ actualString: true }, ctx);
        return stringifyString.stringifyString(item, ctx, onComment, onChompKeep);
    }
};

exports.string = string;


/***/ }),

/***/ 3959:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);

const boolTag = {
    identify: value => typeof value === 'boolean',
    default: true,
    tag: 'tag:yaml.org,2002:bool',
    test: /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/,
    resolve: str => new Scalar.Scalar(str[0] === 't' || str[0] === 'T'),
    stringify({ source, value }, ctx) {
        if (source && boolTag.test.test(source)) {
            const sv = source[0] === 't' || source[0] === 'T';
            if (value === sv)
                return source;
        }
        return value ? ctx.options.trueStr : ctx.options.falseStr;
    }
};

exports.boolTag = boolTag;


/***/ }),

/***/ 8405:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var stringifyNumber = __nccwpck_require__(8689);

const floatNaN = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
    resolve: str => str.slice(-3).toLowerCase() === 'nan'
        ? NaN
        : str[0] === '-'
            ? Number.NEGATIVE_INFINITY
            : Number.POSITIVE_INFINITY,
    stringify: stringifyNumber.stringifyNumber
};
const floatExp = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    format: 'EXP',
    test: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/,
    resolve: str => parseFloat(str),
    stringify(node) {
        const num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
    }
};
const float = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/,
    resolve(str) {
        const node = new Scalar.Scalar(parseFloat(str));
        const dot = str.indexOf('.');
        if (dot !== -1 && str[str.length - 1] === '0')
            node.minFractionDigits = str.length - dot - 1;
        return node;
    },
    stringify: stringifyNumber.stringifyNumber
};

exports.float = float;
exports.floatExp = floatExp;
exports.floatNaN = floatNaN;


/***/ }),

/***/ 9874:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyNumber = __nccwpck_require__(8689);

const intIdentify = (value) => typeof value === 'bigint' || Number.isInteger(value);
const intResolve = (str, offset, radix, { intAsBigInt }) => (intAsBigInt ? BigInt(str) : parseInt(str.substring(offset), radix));
function intStringify(node, radix, prefix) {
    const { value } = node;
    if (intIdentify(value) && value >= 0)
        return prefix + value.toString(radix);
    return stringifyNumber.stringifyNumber(node);
}
const intOct = {
    identify: value => intIdentify(value) && value >= 0,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'OCT',
    test: /^0o[0-7]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 8, opt),
    stringify: node => intStringify(node, 8, '0o')
};
const int = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    test: /^[-+]?[0-9]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
    stringify: stringifyNumber.stringifyNumber
};
const intHex = {
    identify: value => intIdentify(value) && value >= 0,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'HEX',
    test: /^0x[0-9a-fA-F]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
    stringify: node => intStringify(node, 16, '0x')
};

exports.int = int;
exports.intHex = intHex;
exports.intOct = intOct;


/***/ }),

/***/ 896:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var map = __nccwpck_require__(7451);
var _null = __nccwpck_require__(3632);
var seq = __nccwpck_require__(1706);
var string = __nccwpck_require__(6464);
var bool = __nccwpck_require__(3959);
var float = __nccwpck_require__(8405);
var int = __nccwpck_require__(9874);

const schema = [
    map.map,
    seq.seq,
    string.string,
    _null.nullTag,
    bool.boolTag,
    int.intOct,
    int.int,
    int.intHex,
    float.floatNaN,
    float.floatExp,
    float.float
];

exports.schema = schema;


/***/ }),

/***/ 3559:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var map = __nccwpck_require__(7451);
var seq = __nccwpck_require__(1706);

function intIdentify(value) {
    return typeof value === 'bigint' || Number.isInteger(value);
}
const stringifyJSON = ({ value }) => JSON.stringify(value);
const jsonScalars = [
    {
        identify: value => typeof value === 'string',
        default: true,
        tag: 'tag:yaml.org,2002:str',
        resolve: str => str,
        stringify: stringifyJSON
    },
    {
        identify: value => value == null,
        createNode: () => new Scalar.Scalar(null),
        default: true,
        tag: 'tag:yaml.org,2002:null',
        test: /^null$/,
        resolve: () => null,
        stringify: stringifyJSON
    },
    {
        identify: value => typeof value === 'boolean',
        default: true,
        tag: 'tag:yaml.org,2002:bool',
        test: /^true$|^false$/,
        resolve: str => str === 'true',
        stringify: stringifyJSON
    },
    {
        identify: intIdentify,
        default: true,
        tag: 'tag:yaml.org,2002:int',
        test: /^-?(?:0|[1-9][0-9]*)$/,
        resolve: (str, _onError, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str, 10),
        stringify: ({ value }) => intIdentify(value) ? value.toString() : JSON.stringify(value)
    },
    {
        identify: value => typeof value === 'number',
        default: true,
        tag: 'tag:yaml.org,2002:float',
        test: /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/,
        resolve: str => parseFloat(str),
        stringify: stringifyJSON
    }
];
const jsonError = {
    default: true,
    tag: '',
    test: /^/,
    resolve(str, onError) {
        onError(`Unresolved plain scalar ${JSON.stringify(str)}`);
        return str;
    }
};
const schema = [map.map, seq.seq].concat(jsonScalars, jsonError);

exports.schema = schema;


/***/ }),

/***/ 18:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var map = __nccwpck_require__(7451);
var _null = __nccwpck_require__(3632);
var seq = __nccwpck_require__(1706);
var string = __nccwpck_require__(6464);
var bool = __nccwpck_require__(3959);
var float = __nccwpck_require__(8405);
var int = __nccwpck_require__(9874);
var schema = __nccwpck_require__(896);
var schema$1 = __nccwpck_require__(3559);
var binary = __nccwpck_require__(6083);
var merge = __nccwpck_require__(452);
var omap = __nccwpck_require__(303);
var pairs = __nccwpck_require__(8385);
var schema$2 = __nccwpck_require__(5913);
var set = __nccwpck_require__(1528);
var timestamp = __nccwpck_require__(6752);

const schemas = new Map([
    ['core', schema.schema],
    ['failsafe', [map.map, seq.seq, string.string]],
    ['json', schema$1.schema],
    ['yaml11', schema$2.schema],
    ['yaml-1.1', schema$2.schema]
]);
const tagsByName = {
    binary: binary.binary,
    bool: bool.boolTag,
    float: float.float,
    floatExp: float.floatExp,
    floatNaN: float.floatNaN,
    floatTime: timestamp.floatTime,
    int: int.int,
    intHex: int.intHex,
    intOct: int.intOct,
    intTime: timestamp.intTime,
    map: map.map,
    merge: merge.merge,
    null: _null.nullTag,
    omap: omap.omap,
    pairs: pairs.pairs,
    seq: seq.seq,
    set: set.set,
    timestamp: timestamp.timestamp
};
const coreKnownTags = {
    'tag:yaml.org,2002:binary': binary.binary,
    'tag:yaml.org,2002:merge': merge.merge,
    'tag:yaml.org,2002:omap': omap.omap,
    'tag:yaml.org,2002:pairs': pairs.pairs,
    'tag:yaml.org,2002:set': set.set,
    'tag:yaml.org,2002:timestamp': timestamp.timestamp
};
function getTags(customTags, schemaName, addMergeTag) {
    const schemaTags = schemas.get(schemaName);
    if (schemaTags && !customTags) {
        return addMergeTag && !schemaTags.includes(merge.merge)
            ? schemaTags.concat(merge.merge)
            : schemaTags.slice();
    }
    let tags = schemaTags;
    if (!tags) {
        if (Array.isArray(customTags))
            tags = [];
        else {
            const keys = Array.from(schemas.keys())
                .filter(key => key !== 'yaml11')
                .map(key => JSON.stringify(key))
                .join(', ');
            throw new Error(`Unknown schema "${schemaName}"; use one of ${keys} or define customTags array`);
        }
    }
    if (Array.isArray(customTags)) {
        for (const tag of customTags)
            tags = tags.concat(tag);
    }
    else if (typeof customTags === 'function') {
        tags = customTags(tags.slice());
    }
    if (addMergeTag)
        tags = tags.concat(merge.merge);
    return tags.reduce((tags, tag) => {
        const tagObj = typeof tag === 'string' ? tagsByName[tag] : tag;
        if (!tagObj) {
            const tagName = JSON.stringify(tag);
            const keys = Object.keys(tagsByName)
                .map(key => JSON.stringify(key))
                .join(', ');
            throw new Error(`Unknown custom tag ${tagName}; use one of ${keys}`);
        }
        if (!tags.includes(tagObj))
            tags.push(tagObj);
        return tags;
    }, []);
}

exports.coreKnownTags = coreKnownTags;
exports.getTags = getTags;


/***/ }),

/***/ 6083:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var node_buffer = __nccwpck_require__(181);
var Scalar = __nccwpck_require__(3301);
var stringifyString = __nccwpck_require__(3069);

const binary = {
    identify: value => value instanceof Uint8Array, // Buffer inherits from Uint8Array
    default: false,
    tag: 'tag:yaml.org,2002:binary',
    /**
     * Returns a Buffer in node and an Uint8Array in browsers
     *
     * To use the resulting buffer as an image, you'll want to do something like:
     *
     *   const blob = new Blob([buffer], { type: 'image/jpeg' })
     *   document.querySelector('#photo').src = URL.createObjectURL(blob)
     */
    resolve(src, onError) {
        if (typeof node_buffer.Buffer === 'function') {
            return node_buffer.Buffer.from(src, 'base64');
        }
        else if (typeof atob === 'function') {
            // On IE 11, atob() can't handle newlines
            const str = atob(src.replace(/[\n\r]/g, ''));
            const buffer = new Uint8Array(str.length);
            for (let i = 0; i < str.length; ++i)
                buffer[i] = str.charCodeAt(i);
            return buffer;
        }
        else {
            onError('This environment does not support reading binary tags; either Buffer or atob is required');
            return src;
        }
    },
    stringify({ comment, type, value }, ctx, onComment, onChompKeep) {
        if (!value)
            return '';
        const buf = value; // checked earlier by binary.identify()
        let str;
        if (typeof node_buffer.Buffer === 'function') {
            str =
                buf instanceof node_buffer.Buffer
                    ? buf.toString('base64')
                    : node_buffer.Buffer.from(buf.buffer).toString('base64');
        }
        else if (typeof btoa === 'function') {
            let s = '';
            for (let i = 0; i < buf.length; ++i)
                s += String.fromCharCode(buf[i]);
            str = btoa(s);
        }
        else {
            throw new Error('This environment does not support writing binary tags; either Buffer or btoa is required');
        }
        type ?? (type = Scalar.Scalar.BLOCK_LITERAL);
        if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
            const lineWidth = Math.max(ctx.options.lineWidth - ctx.indent.length, ctx.options.minContentWidth);
            const n = Math.ceil(str.length / lineWidth);
            const lines = new Array(n);
            for (let i = 0, o = 0; i < n; ++i, o += lineWidth) {
                lines[i] = str.substr(o, lineWidth);
            }
            str = lines.join(type === Scalar.Scalar.BLOCK_LITERAL ? '\n' : ' ');
        }
        return stringifyString.stringifyString({ comment, type, value: str }, ctx, onComment, onChompKeep);
    }
};

exports.binary = binary;


/***/ }),

/***/ 8398:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);

function boolStringify({ value, source }, ctx) {
    const boolObj = value ? trueTag : falseTag;
    if (source && boolObj.test.test(source))
        return source;
    return value ? ctx.options.trueStr : ctx.options.falseStr;
}
const trueTag = {
    identify: value => value === true,
    default: true,
    tag: 'tag:yaml.org,2002:bool',
    test: /^(?:Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/,
    resolve: () => new Scalar.Scalar(true),
    stringify: boolStringify
};
const falseTag = {
    identify: value => value === false,
    default: true,
    tag: 'tag:yaml.org,2002:bool',
    test: /^(?:N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
    resolve: () => new Scalar.Scalar(false),
    stringify: boolStringify
};

exports.falseTag = falseTag;
exports.trueTag = trueTag;


/***/ }),

/***/ 5782:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var stringifyNumber = __nccwpck_require__(8689);

const floatNaN = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
    resolve: (str) => str.slice(-3).toLowerCase() === 'nan'
        ? NaN
        : str[0] === '-'
            ? Number.NEGATIVE_INFINITY
            : Number.POSITIVE_INFINITY,
    stringify: stringifyNumber.stringifyNumber
};
const floatExp = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    format: 'EXP',
    test: /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$/,
    resolve: (str) => parseFloat(str.replace(/_/g, '')),
    stringify(node) {
        const num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
    }
};
const float = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
    resolve(str) {
        const node = new Scalar.Scalar(parseFloat(str.replace(/_/g, '')));
        const dot = str.indexOf('.');
        if (dot !== -1) {
            const f = str.substring(dot + 1).replace(/_/g, '');
            if (f[f.length - 1] === '0')
                node.minFractionDigits = f.length;
        }
        return node;
    },
    stringify: stringifyNumber.stringifyNumber
};

exports.float = float;
exports.floatExp = floatExp;
exports.floatNaN = floatNaN;


/***/ }),

/***/ 873:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyNumber = __nccwpck_require__(8689);

const intIdentify = (value) => typeof value === 'bigint' || Number.isInteger(value);
function intResolve(str, offset, radix, { intAsBigInt }) {
    const sign = str[0];
    if (sign === '-' || sign === '+')
        offset += 1;
    str = str.substring(offset).replace(/_/g, '');
    if (intAsBigInt) {
        switch (radix) {
            case 2:
                str = `0b${str}`;
                break;
            case 8:
                str = `0o${str}`;
                break;
            case 16:
                str = `0x${str}`;
                break;
        }
        const n = BigInt(str);
        return sign === '-' ? BigInt(-1) * n : n;
    }
    const n = parseInt(str, radix);
    return sign === '-' ? -1 * n : n;
}
function intStringify(node, radix, prefix) {
    const { value } = node;
    if (intIdentify(value)) {
        const str = value.toString(radix);
        return value < 0 ? '-' + prefix + str.substr(1) : prefix + str;
    }
    return stringifyNumber.stringifyNumber(node);
}
const intBin = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'BIN',
    test: /^[-+]?0b[0-1_]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 2, opt),
    stringify: node => intStringify(node, 2, '0b')
};
const intOct = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'OCT',
    test: /^[-+]?0[0-7_]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 1, 8, opt),
    stringify: node => intStringify(node, 8, '0')
};
const int = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    test: /^[-+]?[0-9][0-9_]*$/,
    resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
    stringify: stringifyNumber.stringifyNumber
};
const intHex = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'HEX',
    test: /^[-+]?0x[0-9a-fA-F_]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
    stringify: node => intStringify(node, 16, '0x')
};

exports.int = int;
exports.intBin = intBin;
exports.intHex = intHex;
exports.intOct = intOct;


/***/ }),

/***/ 452:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);

// If the value associated with a merge key is a single mapping node, each of
// its key/value pairs is inserted into the current mapping, unless the key
// already exists in it. If the value associated with the merge key is a
// sequence, then this sequence is expected to contain mapping nodes and each
// of these nodes is merged in turn according to its order in the sequence.
// Keys in mapping nodes earlier in the sequence override keys specified in
// later mapping nodes. -- http://yaml.org/type/merge.html
const MERGE_KEY = '<<';
const merge = {
    identify: value => value === MERGE_KEY ||
        (typeof value === 'symbol' && value.description === MERGE_KEY),
    default: 'key',
    tag: 'tag:yaml.org,2002:merge',
    test: /^<<$/,
    resolve: () => Object.assign(new Scalar.Scalar(Symbol(MERGE_KEY)), {
        addToJSMap: addMergeToJSMap
    }),
    stringify: () => MERGE_KEY
};
const isMergeKey = (ctx, key) => (merge.identify(key) ||
    (identity.isScalar(key) &&
        (!key.type || key.type === Scalar.Scalar.PLAIN) &&
        merge.identify(key.value))) &&
    ctx?.doc.schema.tags.some(tag => tag.tag === merge.tag && tag.default);
function addMergeToJSMap(ctx, map, value) {
    const source = resolveAliasValue(ctx, value);
    if (identity.isSeq(source))
        for (const it of source.items)
            mergeValue(ctx, map, it);
    else if (Array.isArray(source))
        for (const it of source)
            mergeValue(ctx, map, it);
    else
        mergeValue(ctx, map, source);
}
function mergeValue(ctx, map, value) {
    const source = resolveAliasValue(ctx, value);
    if (!identity.isMap(source))
        throw new Error('Merge sources must be maps or map aliases');
    const srcMap = source.toJSON(null, ctx, Map);
    for (const [key, value] of srcMap) {
        if (map instanceof Map) {
            if (!map.has(key))
                map.set(key, value);
        }
        else if (map instanceof Set) {
            map.add(key);
        }
        else if (!Object.prototype.hasOwnProperty.call(map, key)) {
            Object.defineProperty(map, key, {
                value,
                writable: true,
                enumerable: true,
                configurable: true
            });
        }
    }
    return map;
}
function resolveAliasValue(ctx, value) {
    return ctx && identity.isAlias(value) ? value.resolve(ctx.doc, ctx) : value;
}

exports.addMergeToJSMap = addMergeToJSMap;
exports.isMergeKey = isMergeKey;
exports.merge = merge;


/***/ }),

/***/ 303:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var toJS = __nccwpck_require__(4043);
var YAMLMap = __nccwpck_require__(4454);
var YAMLSeq = __nccwpck_require__(2223);
var pairs = __nccwpck_require__(8385);

class YAMLOMap extends YAMLSeq.YAMLSeq {
    constructor() {
        super();
        this.add = YAMLMap.YAMLMap.prototype.add.bind(this);
        this.delete = YAMLMap.YAMLMap.prototype.delete.bind(this);
        this.get = YAMLMap.YAMLMap.prototype.get.bind(this);
        this.has = YAMLMap.YAMLMap.prototype.has.bind(this);
        this.set = YAMLMap.YAMLMap.prototype.set.bind(this);
        this.tag = YAMLOMap.tag;
    }
    /**
     * If `ctx` is given, the return type is actually `Map<unknown, unknown>`,
     * but TypeScript won't allow widening the signature of a child method.
     */
    toJSON(_, ctx) {
        if (!ctx)
            return super.toJSON(_);
        const map = new Map();
        if (ctx?.onCreate)
            ctx.onCreate(map);
        for (const pair of this.items) {
            let key, value;
            if (identity.isPair(pair)) {
                key = toJS.toJS(pair.key, '', ctx);
                value = toJS.toJS(pair.value, key, ctx);
            }
            else {
                key = toJS.toJS(pair, '', ctx);
            }
            if (map.has(key))
                throw new Error('Ordered maps must not include duplicate keys');
            map.set(key, value);
        }
        return map;
    }
    static from(schema, iterable, ctx) {
        const pairs$1 = pairs.createPairs(schema, iterable, ctx);
        const omap = new this();
        omap.items = pairs$1.items;
        return omap;
    }
}
YAMLOMap.tag = 'tag:yaml.org,2002:omap';
const omap = {
    collection: 'seq',
    identify: value => value instanceof Map,
    nodeClass: YAMLOMap,
    default: false,
    tag: 'tag:yaml.org,2002:omap',
    resolve(seq, onError) {
        const pairs$1 = pairs.resolvePairs(seq, onError);
        const seenKeys = [];
        for (const { key } of pairs$1.items) {
            if (identity.isScalar(key)) {
                if (seenKeys.includes(key.value)) {
                    onError(`Ordered maps must not include duplicate keys: ${key.value}`);
                }
                else {
                    seenKeys.push(key.value);
                }
            }
        }
        return Object.assign(new YAMLOMap(), pairs$1);
    },
    createNode: (schema, iterable, ctx) => YAMLOMap.from(schema, iterable, ctx)
};

exports.YAMLOMap = YAMLOMap;
exports.omap = omap;


/***/ }),

/***/ 8385:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var Scalar = __nccwpck_require__(3301);
var YAMLSeq = __nccwpck_require__(2223);

function resolvePairs(seq, onError) {
    if (identity.isSeq(seq)) {
        for (let i = 0; i < seq.items.length; ++i) {
            let item = seq.items[i];
            if (identity.isPair(item))
                continue;
            else if (identity.isMap(item)) {
                if (item.items.length > 1)
                    onError('Each pair must have its own sequence indicator');
                const pair = item.items[0] || new Pair.Pair(new Scalar.Scalar(null));
                if (item.commentBefore)
                    pair.key.commentBefore = pair.key.commentBefore
                        ? `${item.commentBefore}\n${pair.key.commentBefore}`
                        : item.commentBefore;
                if (item.comment) {
                    const cn = pair.value ?? pair.key;
                    cn.comment = cn.comment
                        ? `${item.comment}\n${cn.comment}`
                        : item.comment;
                }
                item = pair;
            }
            seq.items[i] = identity.isPair(item) ? item : new Pair.Pair(item);
        }
    }
    else
        onError('Expected a sequence for this tag');
    return seq;
}
function createPairs(schema, iterable, ctx) {
    const { replacer } = ctx;
    const pairs = new YAMLSeq.YAMLSeq(schema);
    pairs.tag = 'tag:yaml.org,2002:pairs';
    let i = 0;
    if (iterable && Symbol.iterator in Object(iterable))
        for (let it of iterable) {
            if (typeof replacer === 'function')
                it = replacer.call(iterable, String(i++), it);
            let key, value;
            if (Array.isArray(it)) {
                if (it.length === 2) {
                    key = it[0];
                    value = it[1];
                }
                else
                    throw new TypeError(`Expected [key, value] tuple: ${it}`);
            }
            else if (it && it instanceof Object) {
                const keys = Object.keys(it);
                if (keys.length === 1) {
                    key = keys[0];
                    value = it[key];
                }
                else {
                    throw new TypeError(`Expected tuple with one key, not ${keys.length} keys`);
                }
            }
            else {
                key = it;
            }
            pairs.items.push(Pair.createPair(key, value, ctx));
        }
    return pairs;
}
const pairs = {
    collection: 'seq',
    default: false,
    tag: 'tag:yaml.org,2002:pairs',
    resolve: resolvePairs,
    createNode: createPairs
};

exports.createPairs = createPairs;
exports.pairs = pairs;
exports.resolvePairs = resolvePairs;


/***/ }),

/***/ 5913:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var map = __nccwpck_require__(7451);
var _null = __nccwpck_require__(3632);
var seq = __nccwpck_require__(1706);
var string = __nccwpck_require__(6464);
var binary = __nccwpck_require__(6083);
var bool = __nccwpck_require__(8398);
var float = __nccwpck_require__(5782);
var int = __nccwpck_require__(873);
var merge = __nccwpck_require__(452);
var omap = __nccwpck_require__(303);
var pairs = __nccwpck_require__(8385);
var set = __nccwpck_require__(1528);
var timestamp = __nccwpck_require__(6752);

const schema = [
    map.map,
    seq.seq,
    string.string,
    _null.nullTag,
    bool.trueTag,
    bool.falseTag,
    int.intBin,
    int.intOct,
    int.int,
    int.intHex,
    float.floatNaN,
    float.floatExp,
    float.float,
    binary.binary,
    merge.merge,
    omap.omap,
    pairs.pairs,
    set.set,
    timestamp.intTime,
    timestamp.floatTime,
    timestamp.timestamp
];

exports.schema = schema;


/***/ }),

/***/ 1528:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var YAMLMap = __nccwpck_require__(4454);

class YAMLSet extends YAMLMap.YAMLMap {
    constructor(schema) {
        super(schema);
        this.tag = YAMLSet.tag;
    }
    add(key) {
        let pair;
        if (identity.isPair(key))
            pair = key;
        else if (key &&
            typeof key === 'object' &&
            'key' in key &&
            'value' in key &&
            key.value === null)
            pair = new Pair.Pair(key.key, null);
        else
            pair = new Pair.Pair(key, null);
        const prev = YAMLMap.findPair(this.items, pair.key);
        if (!prev)
            this.items.push(pair);
    }
    /**
     * If `keepPair` is `true`, returns the Pair matching `key`.
     * Otherwise, returns the value of that Pair's key.
     */
    get(key, keepPair) {
        const pair = YAMLMap.findPair(this.items, key);
        return !keepPair && identity.isPair(pair)
            ? identity.isScalar(pair.key)
                ? pair.key.value
                : pair.key
            : pair;
    }
    set(key, value) {
        if (typeof value !== 'boolean')
            throw new Error(`Expected boolean value for set(key, value) in a YAML set, not ${typeof value}`);
        const prev = YAMLMap.findPair(this.items, key);
        if (prev && !value) {
            this.items.splice(this.items.indexOf(prev), 1);
        }
        else if (!prev && value) {
            this.items.push(new Pair.Pair(key));
        }
    }
    toJSON(_, ctx) {
        return super.toJSON(_, ctx, Set);
    }
    toString(ctx, onComment, onChompKeep) {
        if (!ctx)
            return JSON.stringify(this);
        if (this.hasAllNullValues(true))
            return super.toString(Object.assign({}, ctx, { allNullValues: true }), onComment, onChompKeep);
        else
            throw new Error('Set items must all have null values');
    }
    static from(schema, iterable, ctx) {
        const { replacer } = ctx;
        const set = new this(schema);
        if (iterable && Symbol.iterator in Object(iterable))
            for (let value of iterable) {
                if (typeof replacer === 'function')
                    value = replacer.call(iterable, value, value);
                set.items.push(Pair.createPair(value, null, ctx));
            }
        return set;
    }
}
YAMLSet.tag = 'tag:yaml.org,2002:set';
const set = {
    collection: 'map',
    identify: value => value instanceof Set,
    nodeClass: YAMLSet,
    default: false,
    tag: 'tag:yaml.org,2002:set',
    createNode: (schema, iterable, ctx) => YAMLSet.from(schema, iterable, ctx),
    resolve(map, onError) {
        if (identity.isMap(map)) {
            if (map.hasAllNullValues(true))
                return Object.assign(new YAMLSet(), map);
            else
                onError('Set items must all have null values');
        }
        else
            onError('Expected a mapping for this tag');
        return map;
    }
};

exports.YAMLSet = YAMLSet;
exports.set = set;


/***/ }),

/***/ 6752:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyNumber = __nccwpck_require__(8689);

/** Internal types handle bigint as number, because TS can't figure it out. */
function parseSexagesimal(str, asBigInt) {
    const sign = str[0];
    const parts = sign === '-' || sign === '+' ? str.substring(1) : str;
    const num = (n) => asBigInt ? BigInt(n) : Number(n);
    const res = parts
        .replace(/_/g, '')
        .split(':')
        .reduce((res, p) => res * num(60) + num(p), num(0));
    return (sign === '-' ? num(-1) * res : res);
}
/**
 * hhhh:mm:ss.sss
 *
 * Internal types handle bigint as number, because TS can't figure it out.
 */
function stringifySexagesimal(node) {
    let { value } = node;
    let num = (n) => n;
    if (typeof value === 'bigint')
        num = n => BigInt(n);
    else if (isNaN(value) || !isFinite(value))
        return stringifyNumber.stringifyNumber(node);
    let sign = '';
    if (value < 0) {
        sign = '-';
        value *= num(-1);
    }
    const _60 = num(60);
    const parts = [value % _60]; // seconds, including ms
    if (value < 60) {
        parts.unshift(0); // at least one : is required
    }
    else {
        value = (value - parts[0]) / _60;
        parts.unshift(value % _60); // minutes
        if (value >= 60) {
            value = (value - parts[0]) / _60;
            parts.unshift(value); // hours
        }
    }
    return (sign +
        parts
            .map(n => String(n).padStart(2, '0'))
            .join(':')
            .replace(/000000\d*$/, '') // % 60 may introduce error
    );
}
const intTime = {
    identify: value => typeof value === 'bigint' || Number.isInteger(value),
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'TIME',
    test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+$/,
    resolve: (str, _onError, { intAsBigInt }) => parseSexagesimal(str, intAsBigInt),
    stringify: stringifySexagesimal
};
const floatTime = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    format: 'TIME',
    test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
    resolve: str => parseSexagesimal(str, false),
    stringify: stringifySexagesimal
};
const timestamp = {
    identify: value => value instanceof Date,
    default: true,
    tag: 'tag:yaml.org,2002:timestamp',
    // If the time zone is omitted, the timestamp is assumed to be specified in UTC. The time part
    // may be omitted altogether, resulting in a date format. In such a case, the time part is
    // assumed to be 00:00:00Z (start of day, UTC).
    test: RegExp('^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})' + // YYYY-Mm-Dd
        '(?:' + // time is optional
        '(?:t|T|[ \\t]+)' + // t | T | whitespace
        '([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}(\\.[0-9]+)?)' + // Hh:Mm:Ss(.ss)?
        '(?:[ \\t]*(Z|[-+][012]?[0-9](?::[0-9]{2})?))?' + // Z | +5 | -03:30
        ')?$'),
    resolve(str) {
        const match = str.match(timestamp.test);
        if (!match)
            throw new Error('!!timestamp expects a date, starting with yyyy-mm-dd');
        const [, year, month, day, hour, minute, second] = match.map(Number);
        const millisec = match[7] ? Number((match[7] + '00').substr(1, 3)) : 0;
        let date = Date.UTC(year, month - 1, day, hour || 0, minute || 0, second || 0, millisec);
        const tz = match[8];
        if (tz && tz !== 'Z') {
            let d = parseSexagesimal(tz, false);
            if (Math.abs(d) < 30)
                d *= 60;
            date -= 60000 * d;
        }
        return new Date(date);
    },
    stringify: ({ value }) => value?.toISOString().replace(/(T00:00:00)?\.000Z$/, '') ?? ''
};

exports.floatTime = floatTime;
exports.intTime = intTime;
exports.timestamp = timestamp;


/***/ }),

/***/ 4475:
/***/ ((__unused_webpack_module, exports) => {



const FOLD_FLOW = 'flow';
const FOLD_BLOCK = 'block';
const FOLD_QUOTED = 'quoted';
/**
 * Tries to keep input at up to `lineWidth` characters, splitting only on spaces
 * not followed by newlines or spaces unless `mode` is `'quoted'`. Lines are
 * terminated with `\n` and started with `indent`.
 */
function foldFlowLines(text, indent, mode = 'flow', { indentAtStart, lineWidth = 80, minContentWidth = 20, onFold, onOverflow } = {}) {
    if (!lineWidth || lineWidth < 0)
        return text;
    if (lineWidth < minContentWidth)
        minContentWidth = 0;
    const endStep = Math.max(1 + minContentWidth, 1 + lineWidth - indent.length);
    if (text.length <= endStep)
        return text;
    const folds = [];
    const escapedFolds = {};
    let end = lineWidth - indent.length;
    if (typeof indentAtStart === 'number') {
        if (indentAtStart > lineWidth - Math.max(2, minContentWidth))
            folds.push(0);
        else
            end = lineWidth - indentAtStart;
    }
    let split = undefined;
    let prev = undefined;
    let overflow = false;
    let i = -1;
    let escStart = -1;
    let escEnd = -1;
    if (mode === FOLD_BLOCK) {
        i = consumeMoreIndentedLines(text, i, indent.length);
        if (i !== -1)
            end = i + endStep;
    }
    for (let ch; (ch = text[(i += 1)]);) {
        if (mode === FOLD_QUOTED && ch === '\\') {
            escStart = i;
            switch (text[i + 1]) {
                case 'x':
                    i += 3;
                    break;
                case 'u':
                    i += 5;
                    break;
                case 'U':
                    i += 9;
                    break;
                default:
                    i += 1;
            }
            escEnd = i;
        }
        if (ch === '\n') {
            if (mode === FOLD_BLOCK)
                i = consumeMoreIndentedLines(text, i, indent.length);
            end = i + indent.length + endStep;
            split = undefined;
        }
        else {
            if (ch === ' ' &&
                prev &&
                prev !== ' ' &&
                prev !== '\n' &&
                prev !== '\t') {
                // space surrounded by non-space can be replaced with newline + indent
                const next = text[i + 1];
                if (next && next !== ' ' && next !== '\n' && next !== '\t')
                    split = i;
            }
            if (i >= end) {
                if (split) {
                    folds.push(split);
                    end = split + endStep;
                    split = undefined;
                }
                else if (mode === FOLD_QUOTED) {
                    // white-space collected at end may stretch past lineWidth
                    while (prev === ' ' || prev === '\t') {
                        prev = ch;
                        ch = text[(i += 1)];
                        overflow = true;
                    }
                    // Account for newline escape, but don't break preceding escape
                    const j = i > escEnd + 1 ? i - 2 : escStart - 1;
                    // Bail out if lineWidth & minContentWidth are shorter than an escape string
                    if (escapedFolds[j])
                        return text;
                    folds.push(j);
                    escapedFolds[j] = true;
                    end = j + endStep;
                    split = undefined;
                }
                else {
                    overflow = true;
                }
            }
        }
        prev = ch;
    }
    if (overflow && onOverflow)
        onOverflow();
    if (folds.length === 0)
        return text;
    if (onFold)
        onFold();
    let res = text.slice(0, folds[0]);
    for (let i = 0; i < folds.length; ++i) {
        const fold = folds[i];
        const end = folds[i + 1] || text.length;
        if (fold === 0)
            res = `\n${indent}${text.slice(0, end)}`;
        else {
            if (mode === FOLD_QUOTED && escapedFolds[fold])
                res += `${text[fold]}\\`;
            res += `\n${indent}${text.slice(fold + 1, end)}`;
        }
    }
    return res;
}
/**
 * Presumes `i + 1` is at the start of a line
 * @returns index of last newline in more-indented block
 */
function consumeMoreIndentedLines(text, i, indent) {
    let end = i;
    let start = i + 1;
    let ch = text[start];
    while (ch === ' ' || ch === '\t') {
        if (i < start + indent) {
            ch = text[++i];
        }
        else {
            do {
                ch = text[++i];
            } while (ch && ch !== '\n');
            end = i;
            start = i + 1;
            ch = text[start];
        }
    }
    return end;
}

exports.FOLD_BLOCK = FOLD_BLOCK;
exports.FOLD_FLOW = FOLD_FLOW;
exports.FOLD_QUOTED = FOLD_QUOTED;
exports.foldFlowLines = foldFlowLines;


/***/ }),

/***/ 2148:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var anchors = __nccwpck_require__(1596);
var identity = __nccwpck_require__(1127);
var stringifyComment = __nccwpck_require__(9799);
var stringifyString = __nccwpck_require__(3069);

function createStringifyContext(doc, options) {
    const opt = Object.assign({
        blockQuote: true,
        commentString: stringifyComment.stringifyComment,
        defaultKeyType: null,
        defaultStringType: 'PLAIN',
        directives: null,
        doubleQuotedAsJSON: false,
        doubleQuotedMinMultiLineLength: 40,
        falseStr: 'false',
        flowCollectionPadding: true,
        indentSeq: true,
        lineWidth: 80,
        minContentWidth: 20,
        nullStr: 'null',
        simpleKeys: false,
        singleQuote: null,
        trailingComma: false,
        trueStr: 'true',
        verifyAliasOrder: true
    }, doc.schema.toStringOptions, options);
    let inFlow;
    switch (opt.collectionStyle) {
        case 'block':
            inFlow = false;
            break;
        case 'flow':
            inFlow = true;
            break;
        default:
            inFlow = null;
    }
    return {
        anchors: new Set(),
        doc,
        flowCollectionPadding: opt.flowCollectionPadding ? ' ' : '',
        indent: '',
        indentStep: typeof opt.indent === 'number' ? ' '.repeat(opt.indent) : '  ',
        inFlow,
        options: opt
    };
}
function getTagObject(tags, item) {
    if (item.tag) {
        const match = tags.filter(t => t.tag === item.tag);
        if (match.length > 0)
            return match.find(t => t.format === item.format) ?? match[0];
    }
    let tagObj = undefined;
    let obj;
    if (identity.isScalar(item)) {
        obj = item.value;
        let match = tags.filter(t => t.identify?.(obj));
        if (match.length > 1) {
            const testMatch = match.filter(t => t.test);
            if (testMatch.length > 0)
                match = testMatch;
        }
        tagObj =
            match.find(t => t.format === item.format) ?? match.find(t => !t.format);
    }
    else {
        obj = item;
        tagObj = tags.find(t => t.nodeClass && obj instanceof t.nodeClass);
    }
    if (!tagObj) {
        const name = obj?.constructor?.name ?? (obj === null ? 'null' : typeof obj);
        throw new Error(`Tag not resolved for ${name} value`);
    }
    return tagObj;
}
// needs to be called before value stringifier to allow for circular anchor refs
function stringifyProps(node, tagObj, { anchors: anchors$1, doc }) {
    if (!doc.directives)
        return '';
    const props = [];
    const anchor = (identity.isScalar(node) || identity.isCollection(node)) && node.anchor;
    if (anchor && anchors.anchorIsValid(anchor)) {
        anchors$1.add(anchor);
        props.push(`&${anchor}`);
    }
    const tag = node.tag ?? (tagObj.default ? null : tagObj.tag);
    if (tag)
        props.push(doc.directives.tagString(tag));
    return props.join(' ');
}
function stringify(item, ctx, onComment, onChompKeep) {
    if (identity.isPair(item))
        return item.toString(ctx, onComment, onChompKeep);
    if (identity.isAlias(item)) {
        if (ctx.doc.directives)
            return item.toString(ctx);
        if (ctx.resolvedAliases?.has(item)) {
            throw new TypeError(`Cannot stringify circular structure without alias nodes`);
        }
        else {
            if (ctx.resolvedAliases)
                ctx.resolvedAliases.add(item);
            else
                ctx.resolvedAliases = new Set([item]);
            item = item.resolve(ctx.doc);
        }
    }
    let tagObj = undefined;
    const node = identity.isNode(item)
        ? item
        : ctx.doc.createNode(item, { onTagObj: o => (tagObj = o) });
    tagObj ?? (tagObj = getTagObject(ctx.doc.schema.tags, node));
    const props = stringifyProps(node, tagObj, ctx);
    if (props.length > 0)
        ctx.indentAtStart = (ctx.indentAtStart ?? 0) + props.length + 1;
    const str = typeof tagObj.stringify === 'function'
        ? tagObj.stringify(node, ctx, onComment, onChompKeep)
        : identity.isScalar(node)
            ? stringifyString.stringifyString(node, ctx, onComment, onChompKeep)
            : node.toString(ctx, onComment, onChompKeep);
    if (!props)
        return str;
    return identity.isScalar(node) || str[0] === '{' || str[0] === '['
        ? `${props} ${str}`
        : `${props}\n${ctx.indent}${str}`;
}

exports.createStringifyContext = createStringifyContext;
exports.stringify = stringify;


/***/ }),

/***/ 1212:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var stringify = __nccwpck_require__(2148);
var stringifyComment = __nccwpck_require__(9799);

function stringifyCollection(collection, ctx, options) {
    const flow = ctx.inFlow ?? collection.flow;
    const stringify = flow ? stringifyFlowCollection : stringifyBlockCollection;
    return stringify(collection, ctx, options);
}
function stringifyBlockCollection({ comment, items }, ctx, { blockItemPrefix, flowChars, itemIndent, onChompKeep, onComment }) {
    const { indent, options: { commentString } } = ctx;
    const itemCtx = Object.assign({}, ctx, { indent: itemIndent, type: null });
    let chompKeep = false; // flag for the preceding node's status
    const lines = [];
    for (let i = 0; i < items.length; ++i) {
        const item = items[i];
        let comment = null;
        if (identity.isNode(item)) {
            if (!chompKeep && item.spaceBefore)
                lines.push('');
            addCommentBefore(ctx, lines, item.commentBefore, chompKeep);
            if (item.comment)
                comment = item.comment;
        }
        else if (identity.isPair(item)) {
            const ik = identity.isNode(item.key) ? item.key : null;
            if (ik) {
                if (!chompKeep && ik.spaceBefore)
                    lines.push('');
                addCommentBefore(ctx, lines, ik.commentBefore, chompKeep);
            }
        }
        chompKeep = false;
        let str = stringify.stringify(item, itemCtx, () => (comment = null), () => (chompKeep = true));
        if (comment)
            str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
        if (chompKeep && comment)
            chompKeep = false;
        lines.push(blockItemPrefix + str);
    }
    let str;
    if (lines.length === 0) {
        str = flowChars.start + flowChars.end;
    }
    else {
        str = lines[0];
        for (let i = 1; i < lines.length; ++i) {
            const line = lines[i];
            str += line ? `\n${indent}${line}` : '\n';
        }
    }
    if (comment) {
        str += '\n' + stringifyComment.indentComment(commentString(comment), indent);
        if (onComment)
            onComment();
    }
    else if (chompKeep && onChompKeep)
        onChompKeep();
    return str;
}
function stringifyFlowCollection({ items }, ctx, { flowChars, itemIndent }) {
    const { indent, indentStep, flowCollectionPadding: fcPadding, options: { commentString } } = ctx;
    itemIndent += indentStep;
    const itemCtx = Object.assign({}, ctx, {
        indent: itemIndent,
        inFlow: true,
        type: null
    });
    let reqNewline = false;
    let linesAtValue = 0;
    const lines = [];
    for (let i = 0; i < items.length; ++i) {
        const item = items[i];
        let comment = null;
        if (identity.isNode(item)) {
            if (item.spaceBefore)
                lines.push('');
            addCommentBefore(ctx, lines, item.commentBefore, false);
            if (item.comment)
                comment = item.comment;
        }
        else if (identity.isPair(item)) {
            const ik = identity.isNode(item.key) ? item.key : null;
            if (ik) {
                if (ik.spaceBefore)
                    lines.push('');
                addCommentBefore(ctx, lines, ik.commentBefore, false);
                if (ik.comment)
                    reqNewline = true;
            }
            const iv = identity.isNode(item.value) ? item.value : null;
            if (iv) {
                if (iv.comment)
                    comment = iv.comment;
                if (iv.commentBefore)
                    reqNewline = true;
            }
            else if (item.value == null && ik?.comment) {
                comment = ik.comment;
            }
        }
        if (comment)
            reqNewline = true;
        let str = stringify.stringify(item, itemCtx, () => (comment = null));
        reqNewline || (reqNewline = lines.length > linesAtValue || str.includes('\n'));
        if (i < items.length - 1) {
            str += ',';
        }
        else if (ctx.options.trailingComma) {
            if (ctx.options.lineWidth > 0) {
                reqNewline || (reqNewline = lines.reduce((sum, line) => sum + line.length + 2, 2) +
                    (str.length + 2) >
                    ctx.options.lineWidth);
            }
            if (reqNewline) {
                str += ',';
            }
        }
        if (comment)
            str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
        lines.push(str);
        linesAtValue = lines.length;
    }
    const { start, end } = flowChars;
    if (lines.length === 0) {
        return start + end;
    }
    else {
        if (!reqNewline) {
            const len = lines.reduce((sum, line) => sum + line.length + 2, 2);
            reqNewline = ctx.options.lineWidth > 0 && len > ctx.options.lineWidth;
        }
        if (reqNewline) {
            let str = start;
            for (const line of lines)
                str += line ? `\n${indentStep}${indent}${line}` : '\n';
            return `${str}\n${indent}${end}`;
        }
        else {
            return `${start}${fcPadding}${lines.join(' ')}${fcPadding}${end}`;
        }
    }
}
function addCommentBefore({ indent, options: { commentString } }, lines, comment, chompKeep) {
    if (comment && chompKeep)
        comment = comment.replace(/^\n+/, '');
    if (comment) {
        const ic = stringifyComment.indentComment(commentString(comment), indent);
        lines.push(ic.trimStart()); // Avoid double indent on first line
    }
}

exports.stringifyCollection = stringifyCollection;


/***/ }),

/***/ 9799:
/***/ ((__unused_webpack_module, exports) => {



/**
 * Stringifies a comment.
 *
 * Empty comment lines are left empty,
 * lines consisting of a single space are replaced by `#`,
 * and all other lines are prefixed with a `#`.
 */
const stringifyComment = (str) => str.replace(/^(?!$)(?: $)?/gm, '#');
function indentComment(comment, indent) {
    if (/^\n+$/.test(comment))
        return comment.substring(1);
    return indent ? comment.replace(/^(?! *$)/gm, indent) : comment;
}
const lineComment = (str, indent, comment) => str.endsWith('\n')
    ? indentComment(comment, indent)
    : comment.includes('\n')
        ? '\n' + indentComment(comment, indent)
        : (str.endsWith(' ') ? '' : ' ') + comment;

exports.indentComment = indentComment;
exports.lineComment = lineComment;
exports.stringifyComment = stringifyComment;


/***/ }),

/***/ 6829:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var stringify = __nccwpck_require__(2148);
var stringifyComment = __nccwpck_require__(9799);

function stringifyDocument(doc, options) {
    const lines = [];
    let hasDirectives = options.directives === true;
    if (options.directives !== false && doc.directives) {
        const dir = doc.directives.toString(doc);
        if (dir) {
            lines.push(dir);
            hasDirectives = true;
        }
        else if (doc.directives.docStart)
            hasDirectives = true;
    }
    if (hasDirectives)
        lines.push('---');
    const ctx = stringify.createStringifyContext(doc, options);
    const { commentString } = ctx.options;
    if (doc.commentBefore) {
        if (lines.length !== 1)
            lines.unshift('');
        const cs = commentString(doc.commentBefore);
        lines.unshift(stringifyComment.indentComment(cs, ''));
    }
    let chompKeep = false;
    let contentComment = null;
    if (doc.contents) {
        if (identity.isNode(doc.contents)) {
            if (doc.contents.spaceBefore && hasDirectives)
                lines.push('');
            if (doc.contents.commentBefore) {
                const cs = commentString(doc.contents.commentBefore);
                lines.push(stringifyComment.indentComment(cs, ''));
            }
            // top-level block scalars need to be indented if followed by a comment
            ctx.forceBlockIndent = !!doc.comment;
            contentComment = doc.contents.comment;
        }
        const onChompKeep = contentComment ? undefined : () => (chompKeep = true);
        let body = stringify.stringify(doc.contents, ctx, () => (contentComment = null), onChompKeep);
        if (contentComment)
            body += stringifyComment.lineComment(body, '', commentString(contentComment));
        if ((body[0] === '|' || body[0] === '>') &&
            lines[lines.length - 1] === '---') {
            // Top-level block scalars with a preceding doc marker ought to use the
            // same line for their header.
            lines[lines.length - 1] = `--- ${body}`;
        }
        else
            lines.push(body);
    }
    else {
        lines.push(stringify.stringify(doc.contents, ctx));
    }
    if (doc.directives?.docEnd) {
        if (doc.comment) {
            const cs = commentString(doc.comment);
            if (cs.includes('\n')) {
                lines.push('...');
                lines.push(stringifyComment.indentComment(cs, ''));
            }
            else {
                lines.push(`... ${cs}`);
            }
        }
        else {
            lines.push('...');
        }
    }
    else {
        let dc = doc.comment;
        if (dc && chompKeep)
            dc = dc.replace(/^\n+/, '');
        if (dc) {
            if ((!chompKeep || contentComment) && lines[lines.length - 1] !== '')
                lines.push('');
            lines.push(stringifyComment.indentComment(commentString(dc), ''));
        }
    }
    return lines.join('\n') + '\n';
}

exports.stringifyDocument = stringifyDocument;


/***/ }),

/***/ 8689:
/***/ ((__unused_webpack_module, exports) => {



function stringifyNumber({ format, minFractionDigits, tag, value }) {
    if (typeof value === 'bigint')
        return String(value);
    const num = typeof value === 'number' ? value : Number(value);
    if (!isFinite(num))
        return isNaN(num) ? '.nan' : num < 0 ? '-.inf' : '.inf';
    let n = Object.is(value, -0) ? '-0' : JSON.stringify(value);
    if (!format &&
        minFractionDigits &&
        (!tag || tag === 'tag:yaml.org,2002:float') &&
        /^-?\d/.test(n) &&
        !n.includes('e')) {
        let i = n.indexOf('.');
        if (i < 0) {
            i = n.length;
            n += '.';
        }
        let d = minFractionDigits - (n.length - i - 1);
        while (d-- > 0)
            n += '0';
    }
    return n;
}

exports.stringifyNumber = stringifyNumber;


/***/ }),

/***/ 9748:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);
var stringify = __nccwpck_require__(2148);
var stringifyComment = __nccwpck_require__(9799);

function stringifyPair({ key, value }, ctx, onComment, onChompKeep) {
    const { allNullValues, doc, indent, indentStep, options: { commentString, indentSeq, simpleKeys } } = ctx;
    let keyComment = (identity.isNode(key) && key.comment) || null;
    if (simpleKeys) {
        if (keyComment) {
            throw new Error('With simple keys, key nodes cannot have comments');
        }
        if (identity.isCollection(key) || (!identity.isNode(key) && typeof key === 'object')) {
            const msg = 'With simple keys, collection cannot be used as a key value';
            throw new Error(msg);
        }
    }
    let explicitKey = !simpleKeys &&
        (!key ||
            (keyComment && value == null && !ctx.inFlow) ||
            identity.isCollection(key) ||
            (identity.isScalar(key)
                ? key.type === Scalar.Scalar.BLOCK_FOLDED || key.type === Scalar.Scalar.BLOCK_LITERAL
                : typeof key === 'object'));
    ctx = Object.assign({}, ctx, {
        allNullValues: false,
        implicitKey: !explicitKey && (simpleKeys || !allNullValues),
        indent: indent + indentStep
    });
    let keyCommentDone = false;
    let chompKeep = false;
    let str = stringify.stringify(key, ctx, () => (keyCommentDone = true), () => (chompKeep = true));
    if (!explicitKey && !ctx.inFlow && str.length > 1024) {
        if (simpleKeys)
            throw new Error('With simple keys, single line scalar must not span more than 1024 characters');
        explicitKey = true;
    }
    if (ctx.inFlow) {
        if (allNullValues || value == null) {
            if (keyCommentDone && onComment)
                onComment();
            return str === '' ? '?' : explicitKey ? `? ${str}` : str;
        }
    }
    else if ((allNullValues && !simpleKeys) || (value == null && explicitKey)) {
        str = `? ${str}`;
        if (keyComment && !keyCommentDone) {
            str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
        }
        else if (chompKeep && onChompKeep)
            onChompKeep();
        return str;
    }
    if (keyCommentDone)
        keyComment = null;
    if (explicitKey) {
        if (keyComment)
            str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
        str = `? ${str}\n${indent}:`;
    }
    else {
        str = `${str}:`;
        if (keyComment)
            str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
    }
    let vsb, vcb, valueComment;
    if (identity.isNode(value)) {
        vsb = !!value.spaceBefore;
        vcb = value.commentBefore;
        valueComment = value.comment;
    }
    else {
        vsb = false;
        vcb = null;
        valueComment = null;
        if (value && typeof value === 'object')
            value = doc.createNode(value);
    }
    ctx.implicitKey = false;
    if (!explicitKey && !keyComment && identity.isScalar(value))
        ctx.indentAtStart = str.length + 1;
    chompKeep = false;
    if (!indentSeq &&
        indentStep.length >= 2 &&
        !ctx.inFlow &&
        !explicitKey &&
        identity.isSeq(value) &&
        !value.flow &&
        !value.tag &&
        !value.anchor) {
        // If indentSeq === false, consider '- ' as part of indentation where possible
        ctx.indent = ctx.indent.substring(2);
    }
    let valueCommentDone = false;
    const valueStr = stringify.stringify(value, ctx, () => (valueCommentDone = true), () => (chompKeep = true));
    let ws = ' ';
    if (keyComment || vsb || vcb) {
        ws = vsb ? '\n' : '';
        if (vcb) {
            const cs = commentString(vcb);
            ws += `\n${stringifyComment.indentComment(cs, ctx.indent)}`;
        }
        if (valueStr === '' && !ctx.inFlow) {
            if (ws === '\n' && valueComment)
                ws = '\n\n';
        }
        else {
            ws += `\n${ctx.indent}`;
        }
    }
    else if (!explicitKey && identity.isCollection(value)) {
        const vs0 = valueStr[0];
        const nl0 = valueStr.indexOf('\n');
        const hasNewline = nl0 !== -1;
        const flow = ctx.inFlow ?? value.flow ?? value.items.length === 0;
        if (hasNewline || !flow) {
            let hasPropsLine = false;
            if (hasNewline && (vs0 === '&' || vs0 === '!')) {
                let sp0 = valueStr.indexOf(' ');
                if (vs0 === '&' &&
                    sp0 !== -1 &&
                    sp0 < nl0 &&
                    valueStr[sp0 + 1] === '!') {
                    sp0 = valueStr.indexOf(' ', sp0 + 1);
                }
                if (sp0 === -1 || nl0 < sp0)
                    hasPropsLine = true;
            }
            if (!hasPropsLine)
                ws = `\n${ctx.indent}`;
        }
    }
    else if (valueStr === '' || valueStr[0] === '\n') {
        ws = '';
    }
    str += ws + valueStr;
    if (ctx.inFlow) {
        if (valueCommentDone && onComment)
            onComment();
    }
    else if (valueComment && !valueCommentDone) {
        str += stringifyComment.lineComment(str, ctx.indent, commentString(valueComment));
    }
    else if (chompKeep && onChompKeep) {
        onChompKeep();
    }
    return str;
}

exports.stringifyPair = stringifyPair;


/***/ }),

/***/ 3069:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var foldFlowLines = __nccwpck_require__(4475);

const getFoldOptions = (ctx, isBlock) => ({
    indentAtStart: isBlock ? ctx.indent.length : ctx.indentAtStart,
    lineWidth: ctx.options.lineWidth,
    minContentWidth: ctx.options.minContentWidth
});
// Also checks for lines starting with %, as parsing the output as YAML 1.1 will
// presume that's starting a new document.
const containsDocumentMarker = (str) => /^(%|---|\.\.\.)/m.test(str);
function lineLengthOverLimit(str, lineWidth, indentLength) {
    if (!lineWidth || lineWidth < 0)
        return false;
    const limit = lineWidth - indentLength;
    const strLen = str.length;
    if (strLen <= limit)
        return false;
    for (let i = 0, start = 0; i < strLen; ++i) {
        if (str[i] === '\n') {
            if (i - start > limit)
                return true;
            start = i + 1;
            if (strLen - start <= limit)
                return false;
        }
    }
    return true;
}
function doubleQuotedString(value, ctx) {
    const json = JSON.stringify(value);
    if (ctx.options.doubleQuotedAsJSON)
        return json;
    const { implicitKey } = ctx;
    const minMultiLineLength = ctx.options.doubleQuotedMinMultiLineLength;
    const indent = ctx.indent || (containsDocumentMarker(value) ? '  ' : '');
    let str = '';
    let start = 0;
    for (let i = 0, ch = json[i]; ch; ch = json[++i]) {
        if (ch === ' ' && json[i + 1] === '\\' && json[i + 2] === 'n') {
            // space before newline needs to be escaped to not be folded
            str += json.slice(start, i) + '\\ ';
            i += 1;
            start = i;
            ch = '\\';
        }
        if (ch === '\\')
            switch (json[i + 1]) {
                case 'u':
                    {
                        str += json.slice(start, i);
                        const code = json.substr(i + 2, 4);
                        switch (code) {
                            case '0000':
                                str += '\\0';
                                break;
                            case '0007':
                                str += '\\a';
                                break;
                            case '000b':
                                str += '\\v';
                                break;
                            case '001b':
                                str += '\\e';
                                break;
                            case '0085':
                                str += '\\N';
                                break;
                            case '00a0':
                                str += '\\_';
                                break;
                            case '2028':
                                str += '\\L';
                                break;
                            case '2029':
                                str += '\\P';
                                break;
                            default:
                                if (code.substr(0, 2) === '00')
                                    str += '\\x' + code.substr(2);
                                else
                                    str += json.substr(i, 6);
                        }
                        i += 5;
                        start = i + 1;
                    }
                    break;
                case 'n':
                    if (implicitKey ||
                        json[i + 2] === '"' ||
                        json.length < minMultiLineLength) {
                        i += 1;
                    }
                    else {
                        // folding will eat first newline
                        str += json.slice(start, i) + '\n\n';
                        while (json[i + 2] === '\\' &&
                            json[i + 3] === 'n' &&
                            json[i + 4] !== '"') {
                            str += '\n';
                            i += 2;
                        }
                        str += indent;
                        // space after newline needs to be escaped to not be folded
                        if (json[i + 2] === ' ')
                            str += '\\';
                        i += 1;
                        start = i + 1;
                    }
                    break;
                default:
                    i += 1;
            }
    }
    str = start ? str + json.slice(start) : json;
    return implicitKey
        ? str
        : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_QUOTED, getFoldOptions(ctx, false));
}
function singleQuotedString(value, ctx) {
    if (ctx.options.singleQuote === false ||
        (ctx.implicitKey && value.includes('\n')) ||
        /[ \t]\n|\n[ \t]/.test(value) // single quoted string can't have leading or trailing whitespace around newline
    )
        return doubleQuotedString(value, ctx);
    const indent = ctx.indent || (containsDocumentMarker(value) ? '  ' : '');
    const res = "'" + value.replace(/'/g, "''").replace(/\n+/g, `$&\n${indent}`) + "'";
    return ctx.implicitKey
        ? res
        : foldFlowLines.foldFlowLines(res, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
}
function quotedString(value, ctx) {
    const { singleQuote } = ctx.options;
    let qs;
    if (singleQuote === false)
        qs = doubleQuotedString;
    else {
        const hasDouble = value.includes('"');
        const hasSingle = value.includes("'");
        if (hasDouble && !hasSingle)
            qs = singleQuotedString;
        else if (hasSingle && !hasDouble)
            qs = doubleQuotedString;
        else
            qs = singleQuote ? singleQuotedString : doubleQuotedString;
    }
    return qs(value, ctx);
}
// The negative lookbehind avoids a polynomial search,
// but isn't supported yet on Safari: https://caniuse.com/js-regexp-lookbehind
let blockEndNewlines;
try {
    blockEndNewlines = new RegExp('(^|(?<!\n))\n+(?!\n|$)', 'g');
}
catch {
    blockEndNewlines = /\n+(?!\n|$)/g;
}
function blockString({ comment, type, value }, ctx, onComment, onChompKeep) {
    const { blockQuote, commentString, lineWidth } = ctx.options;
    // 1. Block can't end in whitespace unless the last line is non-empty.
    // 2. Strings consisting of only whitespace are best rendered explicitly.
    if (!blockQuote || /\n[\t ]+$/.test(value)) {
        return quotedString(value, ctx);
    }
    const indent = ctx.indent ||
        (ctx.forceBlockIndent || containsDocumentMarker(value) ? '  ' : '');
    const literal = blockQuote === 'literal'
        ? true
        : blockQuote === 'folded' || type === Scalar.Scalar.BLOCK_FOLDED
            ? false
            : type === Scalar.Scalar.BLOCK_LITERAL
                ? true
                : !lineLengthOverLimit(value, lineWidth, indent.length);
    if (!value)
        return literal ? '|\n' : '>\n';
    // determine chomping from whitespace at value end
    let chomp;
    let endStart;
    for (endStart = value.length; endStart > 0; --endStart) {
        const ch = value[endStart - 1];
        if (ch !== '\n' && ch !== '\t' && ch !== ' ')
            break;
    }
    let end = value.substring(endStart);
    const endNlPos = end.indexOf('\n');
    if (endNlPos === -1) {
        chomp = '-'; // strip
    }
    else if (value === end || endNlPos !== end.length - 1) {
        chomp = '+'; // keep
        if (onChompKeep)
            onChompKeep();
    }
    else {
        chomp = ''; // clip
    }
    if (end) {
        value = value.slice(0, -end.length);
        if (end[end.length - 1] === '\n')
            end = end.slice(0, -1);
        end = end.replace(blockEndNewlines, `$&${indent}`);
    }
    // determine indent indicator from whitespace at value start
    let startWithSpace = false;
    let startEnd;
    let startNlPos = -1;
    for (startEnd = 0; startEnd < value.length; ++startEnd) {
        const ch = value[startEnd];
        if (ch === ' ')
            startWithSpace = true;
        else if (ch === '\n')
            startNlPos = startEnd;
        else
            break;
    }
    let start = value.substring(0, startNlPos < startEnd ? startNlPos + 1 : startEnd);
    if (start) {
        value = value.substring(start.length);
        start = start.replace(/\n+/g, `$&${indent}`);
    }
    const indentSize = indent ? '2' : '1'; // root is at -1
    // Leading | or > is added later
    let header = (startWithSpace ? indentSize : '') + chomp;
    if (comment) {
        header += ' ' + commentString(comment.replace(/ ?[\r\n]+/g, ' '));
        if (onComment)
            onComment();
    }
    if (!literal) {
        const foldedValue = value
            .replace(/\n+/g, '\n$&')
            .replace(/(?:^|\n)([\t ].*)(?:([\n\t ]*)\n(?![\n\t ]))?/g, '$1$2') // more-indented lines aren't folded
            //                ^ more-ind. ^ empty     ^ capture next empty lines only at end of indent
            .replace(/\n+/g, `$&${indent}`);
        let literalFallback = false;
        const foldOptions = getFoldOptions(ctx, true);
        if (blockQuote !== 'folded' && type !== Scalar.Scalar.BLOCK_FOLDED) {
            foldOptions.onOverflow = () => {
                literalFallback = true;
            };
        }
        const body = foldFlowLines.foldFlowLines(`${start}${foldedValue}${end}`, indent, foldFlowLines.FOLD_BLOCK, foldOptions);
        if (!literalFallback)
            return `>${header}\n${indent}${body}`;
    }
    value = value.replace(/\n+/g, `$&${indent}`);
    return `|${header}\n${indent}${start}${value}${end}`;
}
function plainString(item, ctx, onComment, onChompKeep) {
    const { type, value } = item;
    const { actualString, implicitKey, indent, indentStep, inFlow } = ctx;
    if ((implicitKey && value.includes('\n')) ||
        (inFlow && /[[\]{},]/.test(value))) {
        return quotedString(value, ctx);
    }
    if (/^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/.test(value)) {
        // not allowed:
        // - '-' or '?'
        // - start with an indicator character (except [?:-]) or /[?-] /
        // - '\n ', ': ' or ' \n' anywhere
        // - '#' not preceded by a non-space char
        // - end with ' ' or ':'
        return implicitKey || inFlow || !value.includes('\n')
            ? quotedString(value, ctx)
            : blockString(item, ctx, onComment, onChompKeep);
    }
    if (!implicitKey &&
        !inFlow &&
        type !== Scalar.Scalar.PLAIN &&
        value.includes('\n')) {
        // Where allowed & type not set explicitly, prefer block style for multiline strings
        return blockString(item, ctx, onComment, onChompKeep);
    }
    if (containsDocumentMarker(value)) {
        if (indent === '') {
            ctx.forceBlockIndent = true;
            return blockString(item, ctx, onComment, onChompKeep);
        }
        else if (implicitKey && indent === indentStep) {
            return quotedString(value, ctx);
        }
    }
    const str = value.replace(/\n+/g, `$&\n${indent}`);
    // Verify that output will be parsed as a string, as e.g. plain numbers and
    // booleans get parsed with those types in v1.2 (e.g. '42', 'true' & '0.9e-3'),
    // and others in v1.1.
    if (actualString) {
        const test = (tag) => tag.default && tag.tag !== 'tag:yaml.org,2002:str' && tag.test?.test(str);
        const { compat, tags } = ctx.doc.schema;
        if (tags.some(test) || compat?.some(test))
            return quotedString(value, ctx);
    }
    return implicitKey
        ? str
        : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
}
function stringifyString(item, ctx, onComment, onChompKeep) {
    const { implicitKey, inFlow } = ctx;
    const ss = typeof item.value === 'string'
        ? item
        : Object.assign({}, item, { value: String(item.value) });
    let { type } = item;
    if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
        // force double quotes on control characters & unpaired surrogates
        if (/[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u.test(ss.value))
            type = Scalar.Scalar.QUOTE_DOUBLE;
    }
    const _stringify = (_type) => {
        switch (_type) {
            case Scalar.Scalar.BLOCK_FOLDED:
            case Scalar.Scalar.BLOCK_LITERAL:
                return implicitKey || inFlow
                    ? quotedString(ss.value, ctx) // blocks are not valid inside flow containers
                    : blockString(ss, ctx, onComment, onChompKeep);
            case Scalar.Scalar.QUOTE_DOUBLE:
                return doubleQuotedString(ss.value, ctx);
            case Scalar.Scalar.QUOTE_SINGLE:
                return singleQuotedString(ss.value, ctx);
            case Scalar.Scalar.PLAIN:
                return plainString(ss, ctx, onComment, onChompKeep);
            default:
                return null;
        }
    };
    let res = _stringify(type);
    if (res === null) {
        const { defaultKeyType, defaultStringType } = ctx.options;
        const t = (implicitKey && defaultKeyType) || defaultStringType;
        res = _stringify(t);
        if (res === null)
            throw new Error(`Unsupported default string type ${t}`);
    }
    return res;
}

exports.stringifyString = stringifyString;


/***/ }),

/***/ 204:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);

const BREAK = Symbol('break visit');
const SKIP = Symbol('skip children');
const REMOVE = Symbol('remove node');
/**
 * Apply a visitor to an AST node or document.
 *
 * Walks through the tree (depth-first) starting from `node`, calling a
 * `visitor` function with three arguments:
 *   - `key`: For sequence values and map `Pair`, the node's index in the
 *     collection. Within a `Pair`, `'key'` or `'value'`, correspondingly.
 *     `null` for the root node.
 *   - `node`: The current node.
 *   - `path`: The ancestry of the current node.
 *
 * The return value of the visitor may be used to control the traversal:
 *   - `undefined` (default): Do nothing and continue
 *   - `visit.SKIP`: Do not visit the children of this node, continue with next
 *     sibling
 *   - `visit.BREAK`: Terminate traversal completely
 *   - `visit.REMOVE`: Remove the current node, then continue with the next one
 *   - `Node`: Replace the current node, then continue by visiting it
 *   - `number`: While iterating the items of a sequence or map, set the index
 *     of the next step. This is useful especially if the index of the current
 *     node has changed.
 *
 * If `visitor` is a single function, it will be called with all values
 * encountered in the tree, including e.g. `null` values. Alternatively,
 * separate visitor functions may be defined for each `Map`, `Pair`, `Seq`,
 * `Alias` and `Scalar` node. To define the same visitor function for more than
 * one node type, use the `Collection` (map and seq), `Value` (map, seq & scalar)
 * and `Node` (alias, map, seq & scalar) targets. Of all these, only the most
 * specific defined one will be used for each node.
 */
function visit(node, visitor) {
    const visitor_ = initVisitor(visitor);
    if (identity.isDocument(node)) {
        const cd = visit_(null, node.contents, visitor_, Object.freeze([node]));
        if (cd === REMOVE)
            node.contents = null;
    }
    else
        visit_(null, node, visitor_, Object.freeze([]));
}
// Without the `as symbol` casts, TS declares these in the `visit`
// namespace using `var`, but then complains about that because
// `unique symbol` must be `const`.
/** Terminate visit traversal completely */
visit.BREAK = BREAK;
/** Do not visit the children of the current node */
visit.SKIP = SKIP;
/** Remove the current node */
visit.REMOVE = REMOVE;
function visit_(key, node, visitor, path) {
    const ctrl = callVisitor(key, node, visitor, path);
    if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
        replaceNode(key, path, ctrl);
        return visit_(key, ctrl, visitor, path);
    }
    if (typeof ctrl !== 'symbol') {
        if (identity.isCollection(node)) {
            path = Object.freeze(path.concat(node));
            for (let i = 0; i < node.items.length; ++i) {
                const ci = visit_(i, node.items[i], visitor, path);
                if (typeof ci === 'number')
                    i = ci - 1;
                else if (ci === BREAK)
                    return BREAK;
                else if (ci === REMOVE) {
                    node.items.splice(i, 1);
                    i -= 1;
                }
            }
        }
        else if (identity.isPair(node)) {
            path = Object.freeze(path.concat(node));
            const ck = visit_('key', node.key, visitor, path);
            if (ck === BREAK)
                return BREAK;
            else if (ck === REMOVE)
                node.key = null;
            const cv = visit_('value', node.value, visitor, path);
            if (cv === BREAK)
                return BREAK;
            else if (cv === REMOVE)
                node.value = null;
        }
    }
    return ctrl;
}
/**
 * Apply an async visitor to an AST node or document.
 *
 * Walks through the tree (depth-first) starting from `node`, calling a
 * `visitor` function with three arguments:
 *   - `key`: For sequence values and map `Pair`, the node's index in the
 *     collection. Within a `Pair`, `'key'` or `'value'`, correspondingly.
 *     `null` for the root node.
 *   - `node`: The current node.
 *   - `path`: The ancestry of the current node.
 *
 * The return value of the visitor may be used to control the traversal:
 *   - `Promise`: Must resolve to one of the following values
 *   - `undefined` (default): Do nothing and continue
 *   - `visit.SKIP`: Do not visit the children of this node, continue with next
 *     sibling
 *   - `visit.BREAK`: Terminate traversal completely
 *   - `visit.REMOVE`: Remove the current node, then continue with the next one
 *   - `Node`: Replace the current node, then continue by visiting it
 *   - `number`: While iterating the items of a sequence or map, set the index
 *     of the next step. This is useful especially if the index of the current
 *     node has changed.
 *
 * If `visitor` is a single function, it will be called with all values
 * encountered in the tree, including e.g. `null` values. Alternatively,
 * separate visitor functions may be defined for each `Map`, `Pair`, `Seq`,
 * `Alias` and `Scalar` node. To define the same visitor function for more than
 * one node type, use the `Collection` (map and seq), `Value` (map, seq & scalar)
 * and `Node` (alias, map, seq & scalar) targets. Of all these, only the most
 * specific defined one will be used for each node.
 */
async function visitAsync(node, visitor) {
    const visitor_ = initVisitor(visitor);
    if (identity.isDocument(node)) {
        const cd = await visitAsync_(null, node.contents, visitor_, Object.freeze([node]));
        if (cd === REMOVE)
            node.contents = null;
    }
    else
        await visitAsync_(null, node, visitor_, Object.freeze([]));
}
// Without the `as symbol` casts, TS declares these in the `visit`
// namespace using `var`, but then complains about that because
// `unique symbol` must be `const`.
/** Terminate visit traversal completely */
visitAsync.BREAK = BREAK;
/** Do not visit the children of the current node */
visitAsync.SKIP = SKIP;
/** Remove the current node */
visitAsync.REMOVE = REMOVE;
async function visitAsync_(key, node, visitor, path) {
    const ctrl = await callVisitor(key, node, visitor, path);
    if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
        replaceNode(key, path, ctrl);
        return visitAsync_(key, ctrl, visitor, path);
    }
    if (typeof ctrl !== 'symbol') {
        if (identity.isCollection(node)) {
            path = Object.freeze(path.concat(node));
            for (let i = 0; i < node.items.length; ++i) {
                const ci = await visitAsync_(i, node.items[i], visitor, path);
                if (typeof ci === 'number')
                    i = ci - 1;
                else if (ci === BREAK)
                    return BREAK;
                else if (ci === REMOVE) {
                    node.items.splice(i, 1);
                    i -= 1;
                }
            }
        }
        else if (identity.isPair(node)) {
            path = Object.freeze(path.concat(node));
            const ck = await visitAsync_('key', node.key, visitor, path);
            if (ck === BREAK)
                return BREAK;
            else if (ck === REMOVE)
                node.key = null;
            const cv = await visitAsync_('value', node.value, visitor, path);
            if (cv === BREAK)
                return BREAK;
            else if (cv === REMOVE)
                node.value = null;
        }
    }
    return ctrl;
}
function initVisitor(visitor) {
    if (typeof visitor === 'object' &&
        (visitor.Collection || visitor.Node || visitor.Value)) {
        return Object.assign({
            Alias: visitor.Node,
            Map: visitor.Node,
            Scalar: visitor.Node,
            Seq: visitor.Node
        }, visitor.Value && {
            Map: visitor.Value,
            Scalar: visitor.Value,
            Seq: visitor.Value
        }, visitor.Collection && {
            Map: visitor.Collection,
            Seq: visitor.Collection
        }, visitor);
    }
    return visitor;
}
function callVisitor(key, node, visitor, path) {
    if (typeof visitor === 'function')
        return visitor(key, node, path);
    if (identity.isMap(node))
        return visitor.Map?.(key, node, path);
    if (identity.isSeq(node))
        return visitor.Seq?.(key, node, path);
    if (identity.isPair(node))
        return visitor.Pair?.(key, node, path);
    if (identity.isScalar(node))
        return visitor.Scalar?.(key, node, path);
    if (identity.isAlias(node))
        return visitor.Alias?.(key, node, path);
    return undefined;
}
function replaceNode(key, path, node) {
    const parent = path[path.length - 1];
    if (identity.isCollection(parent)) {
        parent.items[key] = node;
    }
    else if (identity.isPair(parent)) {
        if (key === 'key')
            parent.key = node;
        else
            parent.value = node;
    }
    else if (identity.isDocument(parent)) {
        parent.contents = node;
    }
    else {
        const pt = identity.isAlias(parent) ? 'alias' : 'scalar';
        throw new Error(`Cannot replace node with ${pt} parent`);
    }
}

exports.visit = visit;
exports.visitAsync = visitAsync;


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: ./build/src/errors.js
// An expected failure says what happened, why, and what to do; everything else is a bug.
class TrialError extends Error {
    failures;
    constructor(failures, options) {
        const all = isMany(failures) ? failures : [failures];
        super(all.map((failure) => renderFailure(failure)).join('\n'), options);
        this.name = 'TrialError';
        this.failures = all;
    }
}
function isMany(value) {
    return Array.isArray(value);
}
function renderPlace(place) {
    return [place.file, place.line, place.column].filter((part) => part !== undefined).join(':');
}
/** Compose and our own reading of its files may find the same mistake: the first word at a place counts. */
function onceEach(problems) {
    const places = new Set();
    return problems.filter(({ where }) => {
        if (where?.column === undefined)
            return true;
        const place = renderPlace(where);
        const isNew = !places.has(place);
        places.add(place);
        return isNew;
    });
}
/** The one rendering of a failure: console, annotation and summary show the same words. */
function renderFailure(failure) {
    const head = failure.where ? `${renderPlace(failure.where)}: ${failure.what}` : failure.what;
    const lines = [head];
    if (failure.why)
        lines.push(`  why: ${indent(failure.why)}`);
    if (failure.fix)
        lines.push(`  fix: ${indent(failure.fix)}`);
    for (const line of failure.evidence ?? [])
        lines.push(`  | ${line}`);
    return lines.join('\n');
}
function indent(text) {
    return text.replaceAll('\n', '\n       ');
}
/** DESIGN of the command line: 1 the stack failed its trial, 2 bad input, 3 infrastructure, 130 cancelled. */
function exitCodeOf(failures) {
    const classes = new Set(failures.map((failure) => failure.class));
    if (classes.has('cancelled'))
        return 130;
    if (classes.has('input'))
        return 2;
    if (classes.has('build') || classes.has('test'))
        return 1;
    return 3;
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
//# sourceMappingURL=errors.js.map
;// CONCATENATED MODULE: ./build/src/inputs/publish-table.js
// The inputs about what leaves the run: images, the report, and how far a run goes.
const pushChoices = ['auto', 'true', 'false'];
const promoteChoices = ['auto', 'always', 'never'];
const modeChoices = ['trial', 'plan', 'build', 'promote'];
const keepChoices = ['never', 'on-failure', 'always'];
const imageInputs = [
    {
        name: 'push',
        group: 'publish',
        kind: 'choice',
        default: 'auto',
        choices: pushChoices,
        description: 'Whether images that passed are pushed. `auto` pushes on branches and tags, not on pull requests and not from a laptop.',
    },
    {
        name: 'images',
        group: 'publish',
        kind: 'list',
        description: 'Repositories of the built services, as `service=ghcr.io/owner/name` or `ghcr.io/owner/{service}`; a service may have several. Without it, the `image:` of the Compose files or a name made from `registry` and the GitHub repository.',
    },
    {
        name: 'registry',
        group: 'publish',
        kind: 'text',
        description: 'Registry to name images for, such as `ghcr.io`.',
    },
    {
        name: 'username',
        group: 'publish',
        kind: 'text',
        description: 'User name at `registry`.',
    },
    {
        name: 'password',
        group: 'publish',
        kind: 'text',
        secret: true,
        description: 'Password or token at `registry`.',
    },
    {
        name: 'registry-auth',
        group: 'publish',
        kind: 'text',
        secret: true,
        description: 'Credentials of several registries, as a YAML list of `registry`, `username` and `password`.',
    },
    {
        name: 'tags',
        group: 'publish',
        kind: 'lines',
        description: 'Rules for tags in the words of docker/metadata-action, one per line. Without it, the full SHA, the branch and the versions of a release.',
    },
    {
        name: 'flavor',
        group: 'publish',
        kind: 'lines',
        description: 'How all tags look, in the words of docker/metadata-action: `latest=`, `prefix=`, `suffix=`.',
    },
    {
        name: 'labels',
        group: 'publish',
        kind: 'map',
        description: 'Labels of the images, one `name=value` per line, over the standard OCI ones.',
    },
    {
        name: 'annotations',
        group: 'publish',
        kind: 'map',
        description: 'Annotations of the manifests, one `[level:]name=value` per line, over the standard OCI ones.',
    },
    {
        name: 'promote',
        group: 'publish',
        kind: 'choice',
        default: 'auto',
        choices: promoteChoices,
        description: 'Whether images of this commit that already passed get their release tags without a second trial. `always` fails when there are none.',
    },
    {
        name: 'certificate',
        group: 'publish',
        kind: 'boolean',
        default: 'true',
        description: 'Put a certificate of the passed trial beside pushed images, by which a later release can be promoted.',
    },
];
const runInputs = [
    {
        name: 'summary',
        group: 'report',
        kind: 'boolean',
        default: 'true',
        description: 'Write the job summary.',
    },
    {
        name: 'report-dir',
        group: 'report',
        kind: 'text',
        default: 'sea-trial-report',
        description: 'Directory for the report and the job summary as files.',
    },
    {
        name: 'mode',
        group: 'run',
        kind: 'choice',
        default: 'trial',
        choices: modeChoices,
        description: 'How far the run goes: the whole `trial`, or only the `plan`, printed and handed on as JSON.',
    },
    {
        name: 'keep',
        group: 'run',
        kind: 'choice',
        default: 'never',
        choices: keepChoices,
        description: 'Whether the stack is left running at the end.',
    },
    {
        name: 'allow-unsafe-pr-checkout',
        group: 'run',
        kind: 'boolean',
        default: 'false',
        description: 'Build and run code of a fork on `pull_request_target` or `workflow_run`, beside the secrets of this repository. Named as in actions/checkout.',
    },
];
const publishInputs = [...imageInputs, ...runInputs];
//# sourceMappingURL=publish-table.js.map
;// CONCATENATED MODULE: ./build/src/inputs/table.js
// Every input in one place: action.yml, the README and the command line are checked against it.

const cacheChoices = ['auto', 'off', 'gha', 'registry', 'local', 'actions'];
const stackInputs = [
    {
        name: 'files',
        group: 'stack',
        kind: 'list',
        description: 'Compose files, merged in this order. Without it, the file that Compose finds by itself in `workdir`.',
    },
    {
        name: 'profiles',
        group: 'stack',
        kind: 'list',
        description: 'Compose profiles to enable.',
    },
    {
        name: 'env-files',
        group: 'stack',
        kind: 'list',
        description: 'Files with the variables that the Compose files name, instead of `.env`.',
    },
    {
        name: 'services',
        group: 'stack',
        kind: 'list',
        description: 'Services to try, with all they depend on. Without it, all services.',
    },
    {
        name: 'scale',
        group: 'stack',
        kind: 'map',
        description: 'Number of replicas by service, as `service=N`.',
    },
    {
        name: 'workdir',
        group: 'stack',
        kind: 'text',
        default: '.',
        description: 'Directory from which relative paths of the other inputs are taken.',
    },
    {
        name: 'project-name',
        group: 'stack',
        kind: 'text',
        description: 'Compose project name. Without it, one of its own for each run.',
    },
];
const buildInputs = [
    {
        name: 'build-args',
        group: 'build',
        kind: 'map',
        description: 'Build arguments for every image that is built, one `NAME=value` per line. They win over those of the Compose files.',
    },
    {
        name: 'secrets',
        group: 'build',
        kind: 'map',
        secret: true,
        description: 'BuildKit secrets, one `id=value` per line; a value of several lines goes in double quotes as `"id=value"`. They never enter an image.',
    },
    {
        name: 'secret-files',
        group: 'build',
        kind: 'map',
        description: 'BuildKit secrets from files, one `id=path` per line.',
    },
    {
        name: 'secret-envs',
        group: 'build',
        kind: 'map',
        description: 'BuildKit secrets from environment variables, as `id=VARIABLE`.',
    },
    {
        name: 'ssh',
        group: 'build',
        kind: 'lines',
        description: 'SSH agent sockets or keys for the build, one `default` or `id=socket|key[,key]` per line.',
    },
    {
        name: 'platforms',
        group: 'build',
        kind: 'list',
        description: 'Platforms to build for, as `os/architecture[/variant]`. The trial runs on the platform of the engine.',
    },
    {
        name: 'set',
        group: 'build',
        kind: 'lines',
        description: 'Overrides for the bake targets, one `target.key=value` per line.',
    },
    {
        name: 'no-cache',
        group: 'build',
        kind: 'boolean',
        default: 'false',
        description: 'Build every step anew.',
    },
    {
        name: 'pull',
        group: 'build',
        kind: 'boolean',
        default: 'false',
        description: 'Look for newer versions of base images, even where the engine has one.',
    },
    {
        name: 'provenance',
        group: 'build',
        kind: 'text',
        description: 'Provenance attestation: `true`, `false`, or attributes such as `mode=max`.',
    },
    {
        name: 'sbom',
        group: 'build',
        kind: 'text',
        description: 'Attestation of what is in the images: `true`, `false`, or attributes such as `generator=image`.',
    },
    {
        name: 'builder',
        group: 'build',
        kind: 'text',
        description: 'Name of the Buildx builder to use. Without it, the one that fits the engine.',
    },
];
const cacheInputs = [
    {
        name: 'cache',
        group: 'cache',
        kind: 'choice',
        default: 'auto',
        choices: cacheChoices,
        description: 'Where build layers are kept between runs. `auto` chooses by event, engine and registry, and the plan says why.',
    },
    {
        name: 'cache-from',
        group: 'cache',
        kind: 'lines',
        description: 'Cache sources as Buildx takes them, one `type=…,key=value` per line, instead of those of `cache`.',
    },
    {
        name: 'cache-to',
        group: 'cache',
        kind: 'lines',
        description: 'Cache targets as Buildx takes them, one `type=…,key=value` per line, instead of those of `cache`. Credentials belong in the environment.',
    },
    {
        name: 'cache-mounts',
        group: 'cache',
        kind: 'boolean',
        default: 'false',
        description: 'Keep the content of `RUN --mount=type=cache` between runs.',
    },
];
const trialInputs = [
    {
        name: 'wait-timeout',
        group: 'health',
        kind: 'duration',
        default: '5m',
        description: 'How long the stack may take, from its start, until every service is ready.',
    },
    {
        name: 'stable-for',
        group: 'health',
        kind: 'duration',
        default: '3s',
        description: 'How long a service without a healthcheck must run steadily to count as ready.',
    },
    {
        name: 'quick-probes',
        group: 'health',
        kind: 'boolean',
        default: 'true',
        description: 'Probe a starting service several times a second instead of waiting for its first `interval`; the healthcheck itself stays as written.',
    },
    {
        name: 'smoke',
        group: 'smoke',
        kind: 'text',
        description: 'Smoke checks to run: those of `x-smoke` in the Compose files, or `none` at all.',
    },
    {
        name: 'smoke-timeout',
        group: 'smoke',
        kind: 'duration',
        default: '2m',
        description: 'How long all smoke checks together may take.',
    },
];
/** In the order in which action.yml and the README list them. */
const inputTable = [
    ...stackInputs,
    ...buildInputs,
    ...cacheInputs,
    ...trialInputs,
    ...publishInputs,
];
//# sourceMappingURL=table.js.map
;// CONCATENATED MODULE: ./build/src/text/nearest.js
// "Did you mean": the closest known word, for every place that rejects an unknown one.
function nearest(word, known) {
    const limit = Math.max(1, Math.floor(word.length / 3));
    let best;
    let bestDistance = limit + 1;
    for (const candidate of known) {
        const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
        if (distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}
// Optimal string alignment: a swap of neighbours, the commonest slip, counts once.
function editDistance(from, to) {
    const width = to.length + 1;
    const cells = new Uint16Array((from.length + 1) * width);
    const at = (row, column) => cells[row * width + column] ?? 0;
    for (let row = 0; row <= from.length; row++) {
        for (let column = 0; column <= to.length; column++) {
            if (row === 0 || column === 0) {
                cells[row * width + column] = row + column;
                continue;
            }
            const same = from[row - 1] === to[column - 1] ? 0 : 1;
            let cost = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + same);
            const swapped = row > 1 &&
                column > 1 &&
                from[row - 1] === to[column - 2] &&
                from[row - 2] === to[column - 1];
            if (swapped)
                cost = Math.min(cost, at(row - 2, column - 2) + 1);
            cells[row * width + column] = cost;
        }
    }
    return at(from.length, to.length);
}
//# sourceMappingURL=nearest.js.map
;// CONCATENATED MODULE: ./build/src/inputs/values.js
// Text as a user wrote it becomes a typed value, or a problem in words; nothing here throws.

function values_ok(value) {
    return { kind: 'ok', value };
}
function bad(what, fix) {
    return { kind: 'bad', what, fix };
}
const longestQuote = 120;
/** Quotes what was observed, short and with nothing in it that a terminal or a log would obey. */
function values_quoted(text) {
    const shown = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
    const inert = shown
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r')
        .replaceAll('\t', '\\t')
        .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, escapeCodePoint);
    return `"${inert}"`;
}
function escapeCodePoint(character) {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
// A comparison costs word × candidate, so a megabyte of nonsense gets no suggestion.
const longestWord = 64;
function values_nearestWord(word, known) {
    return word.length > longestWord ? undefined : nearest(word, known);
}
function parseText(text) {
    // An argument or a variable ends at a NUL byte, so what follows would be lost in silence.
    if (text.includes('\0'))
        return bad('the value holds a NUL byte', 'remove the NUL byte');
    return values_ok(text.trim());
}
/** YAML 1.2 core, the same words as in a Compose file: `yes` and `on` are strings there. */
function parseBoolean(text) {
    const word = text.trim();
    if (/^(true|True|TRUE)$/.test(word))
        return values_ok(true);
    if (/^(false|False|FALSE)$/.test(word))
        return values_ok(false);
    return bad(`${values_quoted(word)} is not a boolean`, booleanFix(word));
}
function booleanFix(word) {
    if (/^(1|y|yes|on|true)$/i.test(word))
        return 'write true';
    if (/^(0|n|no|off|false)$/i.test(word))
        return 'write false';
    return 'write true or false';
}
const anyInteger = { least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER };
function parseInteger(text, range = anyInteger) {
    const word = text.trim();
    const { least, most } = range;
    const allowed = most === anyInteger.most ? `of at least ${least}` : `from ${least} to ${most}`;
    if (!/^[+-]?\d{1,20}$/.test(word)) {
        return bad(`${values_quoted(word)} is not a whole number`, `write a whole number ${allowed}`);
    }
    const value = Number(word);
    if (value < least || value > most) {
        return bad(`${values_quoted(word)} is out of range`, `write a whole number ${allowed}`);
    }
    return values_ok(value === 0 ? 0 : value);
}
function parseChoice(text, allowed) {
    const word = text.trim();
    const found = allowed.find((choice) => choice === word);
    if (found !== undefined)
        return values_ok(found);
    const near = values_nearestWord(word, allowed);
    return bad(`${values_quoted(word)} is not one of ${allowed.join(', ')}`, near === undefined ? `write one of ${allowed.join(', ')}` : `write ${near}`);
}
const unitsMs = {
    ns: 1e-6,
    us: 1e-3,
    µs: 1e-3, // U+00B5, the micro sign
    μs: 1e-3, // U+03BC, the Greek letter: Go takes both
    ms: 1,
    s: 1_000,
    m: 60_000,
    h: 3_600_000,
};
const durationPattern = /^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const durationPart = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;
/** Node's timers hold 31 bits of milliseconds; a longer wait would fire at once. */
const longestMs = 2 ** 31 - 1;
const longestDurationText = 64;
/** Durations as Go and Compose write them, in milliseconds: `1m30s`, `500ms`, `1.5s`, `0`. */
function parseDuration(text) {
    const word = text.trim();
    if (word === '0')
        return values_ok(0);
    if (word.length > longestDurationText) {
        return bad(`${values_quoted(word)} is not a duration`, 'write a duration such as 90s or 1m30s');
    }
    if (word.startsWith('-')) {
        return bad(`${values_quoted(word)} is negative`, 'write a duration such as 90s or 1m30s');
    }
    if (/^\d+(\.\d+)?$/.test(word))
        return bad(`${values_quoted(word)} has no unit`, `write ${word}s`);
    if (!durationPattern.test(word)) {
        return bad(`${values_quoted(word)} is not a duration`, durationFix(word));
    }
    let ms = 0;
    for (const [, amount, unit] of word.matchAll(durationPart)) {
        ms += Number(amount) * (unitsMs[unit ?? ''] ?? 0);
    }
    if (ms > longestMs)
        return bad(`${values_quoted(word)} is too long`, 'write at most 596h');
    if (ms > 0 && ms < 1) {
        return bad(`${values_quoted(word)} is shorter than a millisecond`, 'write 1ms or more, or 0');
    }
    return values_ok(Math.round(ms));
}
const spelledUnits = [
    [/^(\d{1,9}) ?(?:s|sec|secs|second|seconds)$/i, 1, 's'],
    [/^(\d{1,9}) ?(?:m|min|mins|minute|minutes)$/i, 1, 'm'],
    [/^(\d{1,9}) ?(?:h|hour|hours)$/i, 1, 'h'],
    [/^(\d{1,9}) ?(?:d|day|days)$/i, 24, 'h'],
];
function durationFix(word) {
    for (const [pattern, factor, unit] of spelledUnits) {
        const amount = pattern.exec(word)?.[1];
        if (amount !== undefined)
            return `write ${Number(amount) * factor}${unit}`;
    }
    return 'write a duration such as 90s or 1m30s';
}
const sizePattern = /^(\d{1,15}(?:\.\d{1,9})?) ?([kmgt]?)(i?)(b?)$/i;
const powers = ['', 'k', 'm', 'g', 't'];
/**
 * Sizes in bytes. `docker images` counts in powers of 1000, so MB is 10^6, as SI says,
 * and MiB is 2^20; the `b` may be left out.
 */
function parseSize(text) {
    const word = text.trim();
    if (word.startsWith('-'))
        return bad(`${values_quoted(word)} is negative`, sizeFix);
    const [, amount, prefix = '', binary] = sizePattern.exec(word) ?? [];
    if (amount === undefined || (binary !== '' && prefix === '')) {
        return bad(`${values_quoted(word)} is not a size`, sizeFix);
    }
    const base = binary === '' ? 1000 : 1024;
    const bytes = Math.round(Number(amount) * base ** powers.indexOf(prefix.toLowerCase()));
    return Number.isSafeInteger(bytes) ? values_ok(bytes) : bad(`${values_quoted(word)} is too large`, sizeFix);
}
const sizeFix = 'write a size such as 450MB (10^6 bytes) or 450MiB (2^20 bytes)';
//# sourceMappingURL=values.js.map
;// CONCATENATED MODULE: ./build/src/inputs/arguments.js
// The command line and the environment of a laptop become the same raw inputs as in a workflow.


const commands = [
    'trial',
    'plan',
    'build',
    'promote',
    'down',
    'doctor',
    'init',
    'verify',
];
const rows = new Map(inputTable.map((row) => [row.name, row]));
const shortFlags = new Map([
    ['-f', '--files'],
    ['-h', '--help'],
]);
const ownFlags = ['json', 'help', 'version'];
/** The commands that are a `mode` of a run; the others read inputs but run nothing. */
const modeCommands = ['trial', 'plan', 'build', 'promote'];
/** `argv`: without the program's own name. */
function parseArguments(argv) {
    const state = {
        argv,
        at: 0,
        command: undefined,
        raw: new Map(),
        flags: new Set(),
        problems: [],
    };
    while (state.at < argv.length)
        readNext(state);
    applyCommand(state);
    return {
        command: state.command ?? 'trial',
        raw: state.raw,
        flags: {
            json: state.flags.has('json'),
            help: state.flags.has('help'),
            version: state.flags.has('version'),
        },
        problems: state.problems,
    };
}
function readNext(state) {
    const word = state.argv[state.at++] ?? '';
    const equals = word.indexOf('=');
    const typed = equals < 0 ? word : word.slice(0, equals);
    const flag = shortFlags.get(typed) ?? typed;
    const value = equals < 0 ? undefined : word.slice(equals + 1);
    if (!flag.startsWith('-'))
        readCommand(word, state);
    else
        readFlag({ typed, name: flag.replace(/^--/, ''), value }, state);
}
function readCommand(word, state) {
    const command = commands.find((known) => known === word);
    if (command === undefined)
        refuseWord(word, state);
    else if (state.command === undefined)
        state.command = command;
    else
        problem(state, `${state.command} and ${word} are both commands`, 'give one of them');
}
function refuseWord(word, state) {
    const before = state.argv[state.at - 2] ?? '';
    const row = before.startsWith('--') ? rows.get(before.slice(2)) : undefined;
    if (row !== undefined && standsAlone(row)) {
        problem(state, `${before} takes its value after "="`, `write ${before}=${values_quoted(word)}`);
        return;
    }
    const near = values_nearestWord(word, commands);
    const fix = near === undefined ? `write one of ${commands.join(', ')}` : `write ${near}`;
    problem(state, `${values_quoted(word)} is not a command`, fix);
}
function readFlag(flag, state) {
    const { name, typed, value } = flag;
    const row = rows.get(name);
    const negated = name.startsWith('no-') ? rows.get(name.slice(3)) : undefined;
    if (ownFlags.some((own) => own === name)) {
        if (value === undefined)
            state.flags.add(name);
        else
            problem(state, `${typed} takes no value`, `write ${typed} alone`);
    }
    else if (row?.secret)
        refuseSecret(row, flag, state);
    else if (row !== undefined)
        keep(row, flag, state);
    else if (negated !== undefined && standsAlone(negated)) {
        if (value === undefined)
            add(negated, { typed, name, value: 'false' }, state);
        else
            problem(state, `${typed} takes no value`, `write --${negated.name}=${values_quoted(value)}`);
    }
    else
        refuseUnknown(flag, state);
}
/** Such a flag says "true" by itself, so the next word is never its value. */
function standsAlone({ kind, name, choices }) {
    return kind === 'boolean' || choices?.includes('true') === true || alsoBoolean.has(name);
}
/** Texts that may be `true`. */
const alsoBoolean = new Set(['provenance', 'sbom']);
function keep(row, flag, state) {
    if (flag.value !== undefined)
        add(row, flag, state);
    else if (standsAlone(row))
        add(row, { ...flag, value: 'true' }, state);
    else {
        const next = takeValue(state);
        if (next !== undefined)
            add(row, { ...flag, value: next }, state);
        else
            problem(state, `${flag.typed} has no value`, `write ${flag.typed}=…`);
    }
}
function takeValue(state) {
    const next = state.argv[state.at];
    if (next === undefined || (next.startsWith('-') && next !== '-'))
        return undefined;
    state.at++;
    return next;
}
function add(row, { typed, value = '' }, state) {
    const earlier = state.raw.get(row.name);
    const repeats = row.kind === 'list' || row.kind === 'lines' || row.kind === 'map';
    if (earlier !== undefined && !repeats) {
        problem(state, `${typed} is given twice`, 'give it once');
        return;
    }
    const joined = earlier === undefined ? value : `${earlier.value}\n${value}`;
    state.raw.set(row.name, { value: joined, where: earlier?.where ?? typed });
}
function refuseSecret(row, flag, state) {
    if (flag.value === undefined)
        takeValue(state);
    const login = row.name === 'secrets' ? 'use secret-files or secret-envs' : 'use docker login';
    problem(state, `${flag.typed} would show a secret to every process of this machine`, `set ${variableOf(row.name)} in the environment, or ${login}`);
}
function refuseUnknown({ typed, name, value }, state) {
    // What follows may be a secret behind a misspelt flag: it is taken, and not shown.
    if (value === undefined)
        takeValue(state);
    const near = values_nearestWord(name, [...rows.keys(), ...ownFlags]);
    const fix = near === undefined ? 'see --help for all flags' : `write --${near}`;
    problem(state, `${values_quoted(typed)} is unknown`, fix);
}
function applyCommand(state) {
    const { command, raw } = state;
    if (command === undefined || !modeCommands.includes(command))
        return;
    const mode = raw.get('mode');
    if (mode !== undefined && mode.value !== command) {
        problem(state, `the command ${command} contradicts ${mode.where}`, `leave out ${mode.where}`);
    }
    else
        raw.set('mode', { value: command, where: `the command ${command}` });
}
function problem({ problems }, what, fix) {
    problems.push({ stage: 'inputs', class: 'input', what, fix });
}
function variableOf(name) {
    return `SEA_TRIAL_${name.toUpperCase().replaceAll('-', '_')}`;
}
/** SEA_TRIAL_<INPUT>; other names of that form are left alone, since checks are given some. */
function inputsOfEnvironment(env) {
    const raw = new Map();
    for (const { name } of inputTable) {
        const where = variableOf(name);
        const value = Object.hasOwn(env, where) ? env[where] : undefined;
        if (value !== undefined && value.trim() !== '')
            raw.set(name, { value, where });
    }
    return raw;
}
/** What was written on the command line wins over the environment. */
function withDefaults(raw, defaults) {
    return new Map([...defaults, ...raw]);
}
//# sourceMappingURL=arguments.js.map
;// CONCATENATED MODULE: ./build/src/images/reference.js
// Image references by the grammar of OCI distribution, with the names Docker lets one shorten.

const dockerHub = 'docker.io';
const formerDockerHub = 'index.docker.io';
const longestPath = 255;
const longestTag = 128;
/** A DNS name has at most 253 characters, a port five and its colon. */
const longestRegistry = 259;
/** No reference is longer: registry 255, path 255, tag 128, digest 135, and what joins them. */
const longestReference = 1024;
const hostPattern = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])$/;
const componentPattern = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const tagPattern = /^\w[\w.-]{0,127}$/;
const identifierPattern = /^[a-f0-9]{64}$/;
const schemePattern = /^[a-z][a-z0-9+.-]*:\/\//i;
const hexLengths = { sha256: 64, sha384: 96, sha512: 128 };
function parseReference(text) {
    const whole = checkWhole(text);
    if (whole !== undefined)
        return whole;
    const { name, tag, digest } = splitReference(text);
    const short = splitName(name);
    const { registry, path } = completed(short.registry, short.path);
    const problem = checkRegistry(registry) ??
        checkCase(short.path, name, text) ??
        checkPath(path, text) ??
        (tag === undefined ? undefined : checkTag(tag)) ??
        (digest === undefined ? undefined : checkDigest(digest));
    if (problem !== undefined)
        return problem;
    return {
        kind: 'ok',
        reference: {
            registry,
            path,
            ...(tag === undefined ? {} : { tag }),
            ...(digest === undefined ? {} : { digest }),
        },
    };
}
function printReference({ registry, path, tag, digest }) {
    const tagPart = tag === undefined ? '' : `:${tag}`;
    const digestPart = digest === undefined ? '' : `@${digest}`;
    return `${registry}/${path}${tagPart}${digestPart}`;
}
/** The name without tag and digest: what has tags. */
function repositoryOf({ registry, path }) {
    return `${registry}/${path}`;
}
function checkWhole(text) {
    if (text === '')
        return bad('the image name is empty', 'write a name such as ghcr.io/owner/name');
    if (text.length > longestReference) {
        return bad(`${values_quoted(text)} is too long for an image name`, 'write a shorter name');
    }
    if (schemePattern.test(text)) {
        const rest = text.replace(schemePattern, '');
        return bad(`${values_quoted(text)} starts with a URL scheme`, `write ${values_quoted(rest)}`);
    }
    if (/[\s\p{Cc}]/u.test(text)) {
        return bad(`${values_quoted(text)} holds white space`, `write ${values_quoted(text.replace(/\s/g, ''))}`);
    }
    if (identifierPattern.test(text)) {
        return bad(`${values_quoted(text)} is an image id, not a name`, 'write the name of a repository');
    }
    return undefined;
}
function splitReference(text) {
    const at = text.indexOf('@');
    const digest = at < 0 ? undefined : text.slice(at + 1);
    const named = at < 0 ? text : text.slice(0, at);
    // A colon before the last slash belongs to a port.
    const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    if (colon < 0)
        return { name: named, tag: undefined, digest };
    return { name: named.slice(0, colon), tag: named.slice(colon + 1), digest };
}
/** A first component is a registry only if no Docker Hub user could be called that. */
function splitName(name) {
    const slash = name.indexOf('/');
    const first = name.slice(0, Math.max(slash, 0));
    const isRegistry = slash >= 0 && (first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase());
    return isRegistry
        ? { registry: first, path: name.slice(slash + 1) }
        : { registry: undefined, path: name };
}
function completed(registry, path) {
    const hub = registry === undefined || registry === formerDockerHub || registry === dockerHub;
    if (!hub)
        return { registry, path };
    const bare = path === '' || path.includes('/');
    return { registry: dockerHub, path: bare ? path : `library/${path}` };
}
/** Host and optional port, as before the first slash of a name. */
function checkRegistry(registry) {
    if (registry.length > longestRegistry) {
        return bad(`the registry ${values_quoted(registry)} is too long`, 'write a host such as ghcr.io');
    }
    const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(registry) ?? [];
    if (!hostPattern.test(host)) {
        return bad(`the registry ${values_quoted(registry)} is not a host name`, 'write a host such as ghcr.io');
    }
    if (port === undefined)
        return undefined;
    if (!/^\d{1,10}$/.test(port) || Number(port) > 65_535) {
        return bad(`the registry ${values_quoted(registry)} has the port ${values_quoted(port)}`, 'write a port from 0 to 65535, or none');
    }
    return undefined;
}
function checkCase(path, name, text) {
    const lower = path.toLowerCase();
    if (path === lower)
        return undefined;
    const start = name.length - path.length;
    return bad(`the repository ${values_quoted(path)} has upper-case letters`, `write ${values_quoted(text.slice(0, start).toLowerCase() + lower + text.slice(start + path.length))}`);
}
function checkPath(path, text) {
    if (path === '')
        return bad(`${values_quoted(text)} names no repository`, 'write one after the registry, as in ghcr.io/owner/name');
    if (path.length > longestPath) {
        const size = `${path.length} characters long, and ${longestPath} are allowed`;
        return bad(`the repository ${values_quoted(path)} is ${size}`, 'write a shorter name');
    }
    const wrong = path.split('/').find((component) => !componentPattern.test(component));
    if (wrong === undefined)
        return undefined;
    if (wrong === '')
        return bad(`${values_quoted(path)} has an empty part`, 'write single slashes inside it');
    return bad(`${values_quoted(wrong)} can't be a part of a repository name`, 'write a-z and 0-9, joined by ".", "_", "__" or dashes');
}
function checkTag(tag) {
    if (tagPattern.test(tag))
        return undefined;
    if (tag === '')
        return bad('the tag after ":" is empty', 'write a tag, or leave out the ":"');
    if (tag.length > longestTag) {
        const size = `${tag.length} characters long, and ${longestTag} are allowed`;
        return bad(`the tag ${values_quoted(tag)} is ${size}`, 'write a shorter tag');
    }
    return bad(`${values_quoted(tag)} can't be a tag`, 'write letters, digits, "_", "." and "-", not starting with "." or "-"');
}
function checkDigest(digest) {
    const colon = digest.indexOf(':');
    const algorithm = digest.slice(0, Math.max(colon, 0));
    const hex = digest.slice(colon + 1);
    const length = Object.hasOwn(hexLengths, algorithm) ? hexLengths[algorithm] : undefined;
    if (length === undefined) {
        return bad(`the digest ${values_quoted(digest)} has no known algorithm`, 'write sha256:<64 hex digits>');
    }
    if (hex.length !== length) {
        return bad(`the digest ${values_quoted(digest)} has ${hex.length} digits`, `write ${algorithm}:<${length} hex digits>`);
    }
    if (/^[a-f0-9]+$/.test(hex))
        return undefined;
    return bad(`the digest ${values_quoted(digest)} is not lower-case hexadecimal`, `write ${algorithm}:<${length} hex digits>`);
}
//# sourceMappingURL=reference.js.map
;// CONCATENATED MODULE: ./build/src/inputs/lists.js
// Inputs of several entries: lists by line or comma, with RFC 4180 quotes, and KEY=value maps.

/**
 * The lists of the docker/*-actions: blank lines and lines that start with `#` are dropped, an
 * entry in double quotes may hold commas and line ends, and a doubled quote in it is one quote.
 */
function parseList(text, separator) {
    const clean = parseText(text);
    if (clean.kind === 'bad')
        return clean;
    const scan = { text: text.replaceAll('\r\n', '\n'), separator, at: 0, line: 1 };
    const entries = [];
    let startsLine = true;
    while (scan.at < scan.text.length) {
        skipBlanks(scan);
        const line = scan.line;
        if (startsLine && scan.text[scan.at] === '#')
            skipLine(scan);
        else {
            const field = scan.text[scan.at] === '"' ? readQuoted(scan) : values_ok(readPlain(scan));
            if (field.kind === 'bad')
                return field;
            if (field.value !== '')
                entries.push({ text: field.value, line });
        }
        startsLine = scan.text[scan.at] === '\n';
        if (startsLine)
            scan.line++;
        scan.at++;
    }
    return values_ok(entries);
}
function skipBlanks(scan) {
    while (scan.text[scan.at] === ' ' || scan.text[scan.at] === '\t')
        scan.at++;
}
function skipLine(scan) {
    scan.at = endFrom(scan.text, '\n', scan.at);
}
function endFrom(text, mark, from) {
    const found = text.indexOf(mark, from);
    return found < 0 ? text.length : found;
}
function readPlain(scan) {
    const start = scan.at;
    while (scan.at < scan.text.length && !endsField(scan))
        scan.at++;
    return scan.text.slice(start, scan.at).trim();
}
function endsField(scan) {
    const character = scan.text[scan.at];
    return character === '\n' || (character === ',' && scan.separator === 'comma');
}
function readQuoted(scan) {
    const opened = scan.line;
    const parts = [];
    scan.at++;
    for (;;) {
        const close = scan.text.indexOf('"', scan.at);
        if (close < 0) {
            return bad(`the quote opened in line ${opened} is not closed`, 'close it with a second "');
        }
        const part = scan.text.slice(scan.at, close);
        parts.push(part);
        scan.line += part.split('\n').length - 1;
        scan.at = close + 1;
        if (scan.text[scan.at] !== '"')
            break;
        parts.push('"');
        scan.at++;
    }
    skipBlanks(scan);
    if (scan.at < scan.text.length && !endsField(scan)) {
        return bad(`line ${scan.line} goes on after its closing quote`, 'put the whole entry in quotes and write a quote inside it as ""');
    }
    return values_ok(parts.join(''));
}
/** `KEY=value` entries; the value may hold `=` and quotes, and in a quoted entry line ends. */
function parseMap(text, options) {
    const entries = parseList(text, options.separator);
    if (entries.kind === 'bad')
        return entries;
    const map = new Map();
    for (const entry of entries.value) {
        const equals = entry.text.indexOf('=');
        const key = entry.text.slice(0, Math.max(equals, 0)).trim();
        if (key === '')
            return badEntry(entry, equals, options);
        // The last one would win in silence, whichever of the two was meant.
        if (map.has(key))
            return repeated(key, entry, options);
        map.set(key, entry.text.slice(equals + 1));
    }
    return values_ok(map);
}
function repeated(key, entry, { secret }) {
    // In a secret of several lines without quotes, what stands before a "=" is part of the secret.
    if (secret)
        return bad(`line ${entry.line} repeats a name`, 'give each name once');
    return bad(`${values_quoted(key)} is given twice`, 'keep one of them');
}
function badEntry(entry, equals, { secret, separator }) {
    const shown = secret ? `the entry in line ${entry.line}` : values_quoted(entry.text);
    if (equals === 0)
        return bad(`${shown} has no name before its "="`, 'write NAME=value');
    const hint = separator === 'line' ? ', and a value of several lines as "NAME=value" in quotes' : '';
    return bad(`${shown} has no "="`, `write NAME=value${hint}`);
}
//# sourceMappingURL=lists.js.map
;// CONCATENATED MODULE: ./build/src/inputs/entries.js
// What the entries of single inputs may look like: platforms, replicas, overrides, cache attributes.



/** The first entry that does not pass is the problem of the input. */
function parseEach(entries, parse) {
    const values = [];
    for (const entry of entries) {
        const value = parse(entry);
        if (value.kind === 'bad')
            return value;
        values.push(value.value);
    }
    return values_ok(values);
}
const projectNamePattern = /^[a-z0-9][a-z0-9_-]*$/;
function parseProjectName(text) {
    const name = text.trim();
    if (projectNamePattern.test(name))
        return values_ok(name);
    const repaired = name.toLowerCase().replace(/^[^a-z0-9]+|[^a-z0-9_-]/g, '');
    return bad(`${values_quoted(name)} can't be a Compose project name`, repaired === '' ? 'write a-z, 0-9, "_" and "-"' : `write ${values_quoted(repaired)}`);
}
const mostReplicas = 1000;
function parseScale(text) {
    const map = parseMap(text, { separator: 'comma' });
    if (map.kind === 'bad')
        return map;
    const counts = parseEach(map.value, ([service, count]) => {
        const replicas = parseInteger(count, { least: 0, most: mostReplicas });
        if (replicas.kind === 'ok')
            return values_ok([service, replicas.value]);
        return bad(`${values_quoted(service)}: ${replicas.what}`, replicas.fix);
    });
    return counts.kind === 'bad' ? counts : values_ok(new Map(counts.value));
}
function parseSecretEnvs(text) {
    const map = parseMap(text, { separator: 'comma' });
    if (map.kind === 'bad')
        return map;
    for (const [id, variable] of map.value) {
        // The likeliest slip is the secret itself in place of the variable's name, so it isn't shown.
        if (!/^[A-Za-z_]\w*$/.test(variable)) {
            const what = `${values_quoted(id)} does not name an environment variable`;
            return bad(what, 'write id=NAME, with the name of the variable that holds the secret');
        }
    }
    return map;
}
const platformPattern = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/;
function parsePlatforms(text) {
    const entries = parseList(text, 'comma');
    if (entries.kind === 'bad')
        return entries;
    const seen = new Set();
    return parseEach(entries.value, ({ text: platform }) => {
        if (seen.has(platform))
            return bad(`${values_quoted(platform)} is given twice`, 'keep one of them');
        seen.add(platform);
        if (platformPattern.test(platform))
            return values_ok(platform);
        return bad(`${values_quoted(platform)} is not a platform`, platformFix(platform));
    });
}
function platformFix(platform) {
    const lower = platform.toLowerCase();
    if (platformPattern.test(lower))
        return `write ${lower}`;
    if (/^(amd64|arm64|s390x|ppc64le|riscv64|386)$/.test(lower))
        return `write linux/${lower}`;
    return 'write os/architecture[/variant], such as linux/amd64 or linux/arm/v7';
}
const overridePattern = /^([^.=\s]+)\.([^=\s]+?)(\+?=)(.*)$/s;
function parseOverrides(text) {
    const entries = parseList(text, 'line');
    if (entries.kind === 'bad')
        return entries;
    return parseEach(entries.value, (entry) => {
        const [, target, key, operator, value] = overridePattern.exec(entry.text) ?? [];
        if (target === undefined || key === undefined || value === undefined) {
            // A build argument may be a secret, so only what stands before its value is shown.
            const shown = values_quoted(entry.text.split('=', 1)[0] ?? '');
            return bad(`${shown} in line ${entry.line} is not an override`, 'write target.key=value');
        }
        const credential = /^cache-(from|to)$/.test(key) ? checkCredentials(value) : undefined;
        if (credential !== undefined)
            return credential;
        return values_ok({ target, key, operator: operator === '+=' ? '+=' : '=', value });
    });
}
/** Attributes by which Buildx and BuildKit take credentials: they would show in argv and traces. */
const credentialNames = new Set([
    'token',
    'ghtoken',
    'access_key_id',
    'secret_access_key',
    'session_token',
    'account_key',
    'sas',
    'sas_token',
    'connection_string',
    'password',
    'secret',
]);
function parseCacheEntries(text) {
    const entries = parseList(text, 'line');
    if (entries.kind === 'bad')
        return entries;
    return parseEach(entries.value, (entry) => checkCredentials(entry.text) ?? checkCacheType(entry.text));
}
function attributesOf(entry) {
    const fields = parseList(entry, 'comma');
    if (fields.kind === 'bad')
        return [];
    return fields.value.map(({ text }) => {
        const [name = ''] = text.split('=', 1);
        return [name.trim().toLowerCase(), text.slice(name.length + 1)];
    });
}
function checkCredentials(entry) {
    const found = attributesOf(entry).find(([name]) => credentialNames.has(name));
    if (found === undefined)
        return undefined;
    return bad(`the attribute ${found[0]} is a credential, which would show in argv and in build records`, `leave out ${found[0]} and set the credential in the environment of the builder`);
}
function checkCacheType(entry) {
    const attributes = attributesOf(entry);
    // `cache-from: user/app:cache` is short for a registry, and so are its bare words.
    const short = attributes.length === 1 && !entry.includes('=');
    if (short || attributes.some(([name, value]) => name === 'type' && value !== ''))
        return values_ok(entry);
    return bad('an entry has no type', 'write type=registry,ref=… or another type that Buildx knows');
}
function parseAttestation(text) {
    const word = text.trim();
    if (/^(false|False|FALSE)$/.test(word))
        return values_ok({ kind: 'off' });
    if (/^(true|True|TRUE)$/.test(word))
        return values_ok({ kind: 'on', attributes: '' });
    if (/^[a-z][\w.-]*=[^\n]+$/.test(word))
        return values_ok({ kind: 'on', attributes: word });
    return bad(`${values_quoted(word)} is not an attestation`, 'write true, false, or name=value attributes');
}
/** One line without the marks of YAML is a path; everything else is the checks themselves. */
function parseSmokeSource(text) {
    const word = text.trim();
    if (word === 'none')
        return values_ok({ kind: 'none' });
    const inline = /\n|^[[{-]|: |:$/.test(word);
    // Untrimmed: the indentation of the first line is part of YAML.
    return values_ok(inline ? { kind: 'inline', text } : { kind: 'file', path: word });
}
/** Room for a slip such as a whole URL, which gets an answer of its own. */
const longestRegistryText = 1024;
const hostFix = 'write a host such as ghcr.io';
function parseRegistry(text) {
    const clean = parseText(text);
    if (clean.kind === 'bad')
        return clean;
    const registry = clean.value;
    if (registry.length > longestRegistryText)
        return bad(`${values_quoted(registry)} is too long`, hostFix);
    const bare = registry.replace(/^[a-z]+:\/\//i, '').replace(/\/+$/, '');
    if (bare !== registry && checkRegistry(bare) === undefined) {
        return bad(`${values_quoted(registry)} is a URL`, `write ${bare}`);
    }
    const [host = ''] = bare.split('/', 1);
    if (host !== bare && checkRegistry(host) === undefined) {
        return bad(`${values_quoted(registry)} has a path`, `write ${host} here and the names of repositories in images`);
    }
    return checkRegistry(registry) ?? checkRegistryCase(registry);
}
function checkRegistryCase(registry) {
    const lower = registry.toLowerCase();
    if (registry === lower)
        return values_ok(registry);
    return bad(`${values_quoted(registry)} has upper-case letters`, `write ${lower}`);
}
//# sourceMappingURL=entries.js.map
;// CONCATENATED MODULE: ./build/src/inputs/not-yet.js
// Inputs of the contract that this version does not carry out: refused when set, never ignored.
const notYet = new Set([
    'build-args',
    'secrets',
    'secret-files',
    'secret-envs',
    'ssh',
    'platforms',
    'set',
    'no-cache',
    'pull',
    'provenance',
    'sbom',
    'builder',
    'cache',
    'cache-from',
    'cache-to',
    'cache-mounts',
    'quick-probes',
    'annotations',
    'promote',
    'certificate',
]);
const commandsNotYet = new Set([
    'build',
    'promote',
    'down',
    'doctor',
    'init',
    'verify',
]);
function refuseCommand(command) {
    if (!commandsNotYet.has(command))
        return [];
    const what = `the command ${command} is not available yet`;
    return [{ stage: 'inputs', class: 'input', what, fix: 'write trial or plan' }];
}
function refuseNotYet(unavailable, { mode, smoke }, read) {
    if (unavailable.size === 0)
        return;
    const fix = 'leave it out in this version';
    for (const name of unavailable) {
        if (read.isSet(name))
            read.problem(name, { what: 'it is not available yet', fix });
    }
    if (mode === 'build' || mode === 'promote') {
        read.problem('mode', { what: `"${mode}" is not available yet`, fix: 'write trial or plan' });
    }
    if (smoke.kind === 'file' || smoke.kind === 'inline') {
        const what = 'only "none" is available yet';
        read.problem('smoke', { what, fix: 'write the checks as x-smoke in the Compose file' });
    }
}
//# sourceMappingURL=not-yet.js.map
;// CONCATENATED MODULE: ./build/src/inputs/reader.js
// One reader for the Action, the command line and tests: typed values out, every problem kept.


class Reader {
    #raw;
    #known;
    #problems;
    /** `earlier`: problems that belong into the same message. */
    constructor(raw, known, earlier = []) {
        this.#raw = raw;
        this.#problems = [...earlier];
        this.#known = new Map(known.map((input) => [input.name, input]));
    }
    get problems() {
        return this.#problems;
    }
    /** Any parser: `undefined` when the input is absent or bad; a bad one is kept as a problem. */
    parsed(name, parse) {
        const text = this.#textOf(name);
        if (text === undefined)
            return undefined;
        const clean = parseText(text);
        const result = clean.kind === 'bad' ? clean : parse(text);
        if (result.kind === 'ok')
            return result.value;
        this.problem(name, result);
        return undefined;
    }
    text(name) {
        return this.parsed(name, parseText);
    }
    /** Entries of one line each, in which commas are content. */
    lines(name) {
        return this.#entries(name, 'line');
    }
    list(name) {
        return this.#entries(name, 'comma');
    }
    map(name, separator) {
        const secret = this.#known.get(name)?.secret ?? false;
        return this.parsed(name, (text) => parseMap(text, { separator, secret })) ?? new Map();
    }
    duration(name, least = { leastMs: 0 }) {
        return this.#required(name, 0, (text) => {
            const ms = parseDuration(text);
            if (ms.kind === 'bad' || ms.value >= least.leastMs)
                return ms;
            return bad(`${values_quoted(text.trim())} is too short`, `write at least ${least.leastMs}ms`);
        });
    }
    size(name) {
        return this.parsed(name, parseSize);
    }
    integer(name, range) {
        return this.parsed(name, (text) => parseInteger(text, range));
    }
    boolean(name) {
        return this.#required(name, false, parseBoolean);
    }
    choice(name, allowed) {
        return this.#required(name, allowed[0], (text) => parseChoice(text, allowed));
    }
    /** Given, and other than what GitHub passes by itself from the default in action.yml. */
    isSet(name) {
        const text = this.#given(name);
        return text !== undefined && text.trim() !== this.#known.get(name)?.default;
    }
    whereOf(name) {
        return this.#raw.get(name)?.where ?? `input ${name}`;
    }
    problem(name, { what, fix }) {
        this.#problems.push({
            stage: 'inputs',
            class: 'input',
            what: `${this.whereOf(name)}: ${what}`,
            fix,
        });
    }
    rejectUnknown() {
        const names = [...this.#known.keys()];
        for (const [name, { where }] of this.#raw) {
            if (this.#known.has(name))
                continue;
            const near = values_nearestWord(name, names);
            const fix = near === undefined ? 'remove it' : `write ${near}`;
            // The entry may carry a secret under a misspelt name, so its value is not shown.
            this.#problems.push({ stage: 'inputs', class: 'input', what: `${where} is unknown`, fix });
        }
    }
    // GitHub passes an input that is not set as ''.
    #given(name) {
        const value = this.#raw.get(name)?.value;
        return value === undefined || value.trim() === '' ? undefined : value;
    }
    #textOf(name) {
        return this.#given(name) ?? this.#known.get(name)?.default;
    }
    #entries(name, separator) {
        const entries = this.parsed(name, (text) => parseList(text, separator)) ?? [];
        return entries.map((entry) => entry.text);
    }
    #required(name, placeholder, parse) {
        const absent = this.#textOf(name) === undefined;
        if (absent)
            this.problem(name, bad('no value', 'give it a value'));
        return this.parsed(name, parse) ?? placeholder;
    }
}
//# sourceMappingURL=reader.js.map
;// CONCATENATED MODULE: ./build/src/inputs/rules.js
// Rules between inputs: what each allows alone and the others forbid.

/** A value that was bad by itself has its own problem already and breaks no rule. */
function checkTogether(inputs, read) {
    const rules = [
        ...loginRules(inputs, read),
        ...publishRules(inputs),
        ...cacheRules(inputs),
        ...trialRules(inputs, read),
        ...promotionRules(inputs, read),
        ...secretRules(inputs),
    ];
    for (const rule of rules)
        if (rule.broken)
            read.problem(rule.name, rule);
}
function loginRules(inputs, read) {
    const { username, password, registryAuth } = inputs;
    const single = ['registry', 'username', 'password'].filter((name) => read.isSet(name));
    return [
        {
            name: 'username',
            broken: username !== undefined && !read.isSet('password'),
            what: 'there is no password to it',
            fix: 'set password too, or leave out username where the engine is logged in already',
        },
        {
            name: 'password',
            broken: password !== undefined && !read.isSet('username'),
            what: 'there is no username to it',
            fix: 'set username too',
        },
        {
            name: 'registry-auth',
            broken: registryAuth !== undefined && single.length > 0,
            what: `it is given together with ${single.join(', ')}`,
            fix: `put all of them into registry-auth and leave out ${single.join(', ')}`,
        },
    ];
}
function publishRules({ promote, push, mode }) {
    const unpushed = 'with push: false nothing is pushed, and a promotion is a push';
    return [
        {
            name: 'promote',
            broken: promote === 'always' && push === 'false',
            what: `"always" contradicts push: ${unpushed}`,
            fix: 'write push: auto, or promote: auto',
        },
        {
            name: 'mode',
            broken: mode === 'promote' && push === 'false',
            what: `"promote" contradicts push: ${unpushed}`,
            fix: 'write push: auto, or another mode',
        },
        {
            name: 'mode',
            broken: mode === 'promote' && promote === 'never',
            what: '"promote" contradicts promote: never',
            fix: 'leave out promote, or write another mode',
        },
    ];
}
function cacheRules({ cache, cacheFrom, cacheTo }) {
    const rules = [
        { name: 'cache-from', broken: cache === 'off' && cacheFrom.length > 0 },
        { name: 'cache-to', broken: cache === 'off' && cacheTo.length > 0 },
    ];
    return rules.map(({ name, broken }) => ({
        name,
        broken,
        what: 'it contradicts cache: off',
        fix: `leave out cache or ${name}`,
    }));
}
function trialRules(inputs, read) {
    const { waitTimeoutMs, stableForMs } = inputs;
    return [
        {
            name: 'smoke-timeout',
            broken: inputs.smoke.kind === 'none' && read.isSet('smoke-timeout'),
            what: 'it has no effect with smoke: none',
            fix: 'leave out smoke-timeout or smoke',
        },
        {
            name: 'stable-for',
            broken: waitTimeoutMs > 0 && stableForMs >= waitTimeoutMs,
            what: `${stableForMs}ms is not shorter than wait-timeout, which is ${waitTimeoutMs}ms`,
            fix: 'raise wait-timeout or lower stable-for',
        },
    ];
}
/** All that only a build or a trial could use. */
const unusedByPromotion = [
    'build-args',
    'secrets',
    'secret-files',
    'secret-envs',
    'ssh',
    'set',
    'no-cache',
    'pull',
    'provenance',
    'sbom',
    'cache-from',
    'cache-to',
    'cache-mounts',
    'scale',
];
function promotionRules({ mode }, read) {
    return unusedByPromotion.map((name) => ({
        name,
        broken: mode === 'promote' && read.isSet(name),
        what: 'it has no effect with mode: promote, which builds and tries nothing',
        fix: `leave out ${name} or mode`,
    }));
}
function secretRules({ secrets, secretFiles, secretEnvs }) {
    const twice = (name, ids, earlier) => [...ids]
        .filter((id) => earlier.has(id))
        .map((id) => ({
        name,
        broken: true,
        what: `the secret ${values_quoted(id)} is given in another input too`,
        fix: 'keep it in one of secrets, secret-files, secret-envs',
    }));
    return [
        ...twice('secret-files', secretFiles.keys(), new Set(secrets.keys())),
        ...twice('secret-envs', secretEnvs.keys(), new Set([...secrets.keys(), ...secretFiles.keys()])),
    ];
}
//# sourceMappingURL=rules.js.map
;// CONCATENATED MODULE: ./build/src/inputs/inputs.js
// Raw strings become Inputs: every rule is applied and every problem told at once.






/** `earlier`: problems of the command line, told together with those found here. */
function parseInputs(raw, earlier = [], unavailable = new Set()) {
    const read = new Reader(raw, inputTable, earlier);
    const inputs = {
        ...readStack(read),
        ...readBuild(read),
        ...readCache(read),
        ...readTrial(read),
        ...readPublish(read),
        summary: read.boolean('summary'),
        reportDir: read.text('report-dir') ?? '',
        mode: read.choice('mode', modeChoices),
        keep: read.choice('keep', keepChoices),
        allowUnsafePrCheckout: read.boolean('allow-unsafe-pr-checkout'),
    };
    checkTogether(inputs, read);
    refuseNotYet(unavailable, inputs, read);
    read.rejectUnknown();
    return { inputs, problems: read.problems };
}
function readStack(read) {
    const files = read.list('files');
    const projectName = read.parsed('project-name', parseProjectName);
    return {
        ...(files.length === 0 ? {} : { files }),
        profiles: read.list('profiles'),
        envFiles: read.list('env-files'),
        services: read.list('services'),
        scale: read.parsed('scale', parseScale) ?? new Map(),
        workdir: read.text('workdir') ?? '.',
        ...(projectName === undefined ? {} : { projectName }),
    };
}
function readBuild(read) {
    const provenance = read.parsed('provenance', parseAttestation);
    const sbom = read.parsed('sbom', parseAttestation);
    const builder = read.text('builder');
    return {
        buildArgs: read.map('build-args', 'line'),
        secrets: read.map('secrets', 'line'),
        secretFiles: read.map('secret-files', 'line'),
        secretEnvs: read.parsed('secret-envs', parseSecretEnvs) ?? new Map(),
        ssh: read.lines('ssh'),
        platforms: read.parsed('platforms', parsePlatforms) ?? [],
        set: read.parsed('set', parseOverrides) ?? [],
        noCache: read.boolean('no-cache'),
        pull: read.boolean('pull'),
        ...(provenance === undefined ? {} : { provenance }),
        ...(sbom === undefined ? {} : { sbom }),
        ...(builder === undefined ? {} : { builder }),
    };
}
function readCache(read) {
    return {
        cache: read.choice('cache', cacheChoices),
        cacheFrom: read.parsed('cache-from', parseCacheEntries) ?? [],
        cacheTo: read.parsed('cache-to', parseCacheEntries) ?? [],
        cacheMounts: read.boolean('cache-mounts'),
    };
}
function readTrial(read) {
    return {
        // Zero is "for ever" to Compose; a trial is bounded.
        waitTimeoutMs: read.duration('wait-timeout', { leastMs: 1 }),
        stableForMs: read.duration('stable-for'),
        quickProbes: read.boolean('quick-probes'),
        smoke: read.parsed('smoke', parseSmokeSource) ?? { kind: 'compose' },
        smokeTimeoutMs: read.duration('smoke-timeout', { leastMs: 1 }),
    };
}
function readPublish(read) {
    const registry = read.parsed('registry', parseRegistry);
    const username = read.text('username');
    const password = read.text('password');
    const registryAuth = read.text('registry-auth');
    return {
        push: read.choice('push', pushChoices),
        images: read.list('images'),
        ...(registry === undefined ? {} : { registry }),
        ...(username === undefined ? {} : { username }),
        ...(password === undefined ? {} : { password }),
        ...(registryAuth === undefined ? {} : { registryAuth }),
        tags: read.lines('tags'),
        flavor: read.lines('flavor'),
        labels: read.map('labels', 'line'),
        annotations: read.map('annotations', 'line'),
        promote: read.choice('promote', promoteChoices),
        certificate: read.boolean('certificate'),
    };
}
const passwordInYaml = /\bpassword["']?[ \t]*:[ \t]*["']?([^\s"',}]+)/g;
/** All that must be masked before a line is printed. */
function secretsOf(inputs) {
    const { password, registryAuth, secrets } = inputs;
    const inYaml = [...(registryAuth ?? '').matchAll(passwordInYaml)].map(([, word]) => word);
    const all = [password, registryAuth, ...inYaml, ...secrets.values()];
    return [...new Set(all.filter((text) => text !== undefined))].filter((text) => text !== '');
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./build/src/io/clock.js

const systemClock = {
    now: () => performance.now(),
    date: () => new Date(),
    sleep: (milliseconds, signal) => (0,external_node_timers_promises_namespaceObject.setTimeout)(milliseconds, undefined, signal ? { signal } : {}),
};
//# sourceMappingURL=clock.js.map
;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
;// CONCATENATED MODULE: ./build/src/publish/credentials.js
// Which credentials a Docker config holds for a registry; credential helpers are asked elsewhere.
const hubServer = 'https://index.docker.io/v1/';
/** `config` is what config.json holds. */
function findCredentials(config, registry) {
    if (!isRecord(config))
        return { kind: 'none' };
    const servers = registry === 'docker.io' ? [hubServer, 'index.docker.io', 'docker.io'] : [registry];
    const helpers = isRecord(config['credHelpers']) ? config['credHelpers'] : {};
    for (const server of servers) {
        const helper = own(helpers, server);
        if (typeof helper === 'string')
            return { kind: 'helper', helper, server };
    }
    const auths = isRecord(config['auths']) ? config['auths'] : {};
    for (const server of servers) {
        for (const spelling of [
            server,
            `https://${server}`,
            `https://${server}/`,
            `http://${server}`,
        ]) {
            const credentials = readAuth(own(auths, spelling));
            if (credentials)
                return { kind: 'credentials', credentials };
        }
    }
    const store = config['credsStore'];
    const [server = registry] = servers;
    if (typeof store === 'string' && store !== '')
        return { kind: 'helper', helper: store, server };
    return { kind: 'none' };
}
/** `auth` is base64 of `user:password`; a password may hold colons, a user name may not. */
function readAuth(entry) {
    if (!isRecord(entry))
        return undefined;
    const { username, password, auth } = entry;
    if (typeof username === 'string' && typeof password === 'string')
        return { username, password };
    if (typeof auth !== 'string' || auth === '')
        return undefined;
    const text = Buffer.from(auth, 'base64').toString();
    const at = text.indexOf(':');
    return at < 0 ? undefined : { username: text.slice(0, at), password: text.slice(at + 1) };
}
/** `Bearer realm="…",service="…",scope="…"`; the first scheme that we speak. */
function parseChallenge(header) {
    const match = /\b(basic|bearer)\s+(.*)$/i.exec(header ?? '');
    if (!match)
        return undefined;
    const [, scheme = '', rest = ''] = match;
    const parameters = new Map();
    for (const [, name = '', quoted, plain] of rest.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)) {
        parameters.set(name.toLowerCase(), quoted ?? plain ?? '');
    }
    return { scheme: scheme.toLowerCase() === 'basic' ? 'basic' : 'bearer', parameters };
}
function basicHeader({ username, password }) {
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
/** The user's own config with these logins over it; stores that would keep them elsewhere step aside. */
function withLogins(config, logins) {
    const base = isRecord(config) ? config : {};
    const auths = { ...(isRecord(base['auths']) ? base['auths'] : {}) };
    const helpers = { ...(isRecord(base['credHelpers']) ? base['credHelpers'] : {}) };
    for (const [registry, { username, password }] of logins) {
        const server = registry === 'docker.io' ? hubServer : registry;
        auths[server] = { auth: Buffer.from(`${username}:${password}`).toString('base64') };
        delete helpers[server];
    }
    const { credsStore, ...rest } = base;
    // The store would be asked before `auths`; each registry known to it is asked through its helper.
    const known = typeof credsStore === 'string' && credsStore !== '' ? Object.keys(auths) : [];
    for (const server of known) {
        const ours = [...logins.keys()].some((name) => server === name || (name === 'docker.io' && server === hubServer));
        if (!ours)
            helpers[server] ??= credsStore;
    }
    return { ...rest, auths, credHelpers: helpers };
}
function own(record, key) {
    return Object.hasOwn(record, key) ? record[key] : undefined;
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
//# sourceMappingURL=credentials.js.map
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: ./build/src/io/lines.js
// Bytes in any portions to whole lines, with a bound on what is kept.
/**
 * A line longer than this is cut: one container must not fill our memory. BuildKit reports up to a
 * megabyte of log in one line of JSON, a third longer in base64, which is worth nothing when cut.
 */
const maxLineLength = 4 * 1024 * 1024;
class LineSplitter {
    #onLine;
    #maxKept;
    #decoder = new TextDecoder();
    #kept = [];
    #keptLength = 0;
    #rest = '';
    constructor(onLine, maxKept) {
        this.#onLine = onLine;
        this.#maxKept = maxKept;
    }
    push(chunk) {
        this.#take(this.#decoder.decode(chunk, { stream: true }));
    }
    /** The last line may lack its newline. Gives all that was kept. */
    end() {
        this.#take(this.#decoder.decode());
        if (this.#rest !== '')
            this.#emit();
        return this.#kept.join('');
    }
    #take(text) {
        if (text !== '' && this.#keptLength < this.#maxKept) {
            this.#kept.push(text);
            this.#keptLength += text.length;
        }
        const [first = '', ...more] = text.split('\n');
        this.#append(first);
        for (const part of more) {
            this.#emit();
            this.#append(part);
        }
    }
    #append(text) {
        this.#rest += text.slice(0, maxLineLength - this.#rest.length);
    }
    #emit() {
        const line = this.#rest.replace(/\r$/, '');
        this.#rest = '';
        this.#onLine(line);
    }
}
//# sourceMappingURL=lines.js.map
;// CONCATENATED MODULE: ./build/src/io/runner.js
// Starts programs: argv only, each in a process group of its own, ended at its deadline.





/** Enough for any JSON we ask for; a tool that writes more is cut, not trusted with our memory. */
const maxKeptBytes = 32 * 1024 * 1024;
/** From a polite end to a hard one. */
const killAfterMs = 2000;
class ProcessRunner {
    #options;
    #programs = new Map();
    constructor(options) {
        this.#options = options;
    }
    async run(command, options) {
        const program = this.#find(command.program);
        options.signal?.throwIfAborted();
        this.#options.onStart?.(command);
        const child = (0,external_node_child_process_namespaceObject.spawn)(program, command.argv, {
            cwd: command.cwd ?? this.#options.cwd,
            env: { ...this.#options.env, LC_ALL: 'C', ...command.env },
            stdio: ['pipe', 'pipe', 'pipe'],
            detached: true, // a group of its own, so that plugins and their children die with it
        });
        const stdout = new LineSplitter((line) => options.onLine?.('stdout', line), maxKeptBytes);
        const stderr = new LineSplitter((line) => options.onLine?.('stderr', line), maxKeptBytes);
        child.stdout.on('data', (chunk) => stdout.push(chunk));
        child.stderr.on('data', (chunk) => stderr.push(chunk));
        child.stdin.on('error', () => { }); // a program that does not read its input says so by its exit code
        child.stdin.end(command.stdin ?? '');
        let timedOut = false;
        let hardEnd;
        const end = () => {
            signalGroup(child, 'SIGTERM');
            hardEnd ??= setTimeout(() => endHard(child), killAfterMs);
        };
        const deadline = setTimeout(() => {
            timedOut = true;
            end();
        }, options.timeoutMs);
        options.signal?.addEventListener('abort', end, { once: true });
        try {
            const exitCode = await new Promise((resolve, reject) => {
                child.on('error', reject);
                child.on('close', (code) => resolve(code ?? 128));
            });
            options.signal?.throwIfAborted();
            return { exitCode, stdout: stdout.end(), stderr: stderr.end(), timedOut };
        }
        finally {
            clearTimeout(deadline);
            clearTimeout(hardEnd);
            if (hardEnd)
                signalGroup(child, 'SIGKILL'); // the program heard; its children may not have
            options.signal?.removeEventListener('abort', end);
        }
    }
    #find(name) {
        const known = this.#programs.get(name);
        if (known)
            return known;
        const found = findProgram(name, this.#options.env['PATH'] ?? '', this.#options.untrusted);
        if (!found) {
            throw new TrialError({
                stage: 'plan',
                class: 'infrastructure',
                what: `${name} was not found`,
                why: 'no folder of PATH outside the workspace has it',
                fix: `install ${name} on this machine`,
            });
        }
        this.#programs.set(name, found);
        return found;
    }
}
/** The first executable of PATH that no pull request can have put there. */
function findProgram(name, searchPath, untrusted) {
    const roots = untrusted.map(realPath);
    return searchPath
        .split(external_node_path_namespaceObject.delimiter)
        .filter((folder) => external_node_path_namespaceObject.isAbsolute(folder))
        .filter((folder) => !roots.some((root) => isBelow(realPath(folder), root)))
        .map((folder) => external_node_path_namespaceObject.join(folder, name))
        .find(isProgram);
}
function isProgram(candidate) {
    try {
        (0,external_node_fs_namespaceObject.accessSync)(candidate, external_node_fs_namespaceObject.constants.X_OK);
        return (0,external_node_fs_namespaceObject.statSync)(candidate).isFile(); // a folder may be "executed" too
    }
    catch {
        return false; // not here or not executable: the next folder may have it
    }
}
/** Links resolved: a workspace has more than one name where its path holds a link. */
function realPath(folder) {
    try {
        return (0,external_node_fs_namespaceObject.realpathSync)(folder);
    }
    catch {
        return external_node_path_namespaceObject.resolve(folder); // not there: nothing in it can be run either
    }
}
function isBelow(folder, root) {
    const relative = external_node_path_namespaceObject.relative(root, folder);
    const isOutside = relative === '..' || relative.startsWith(`..${external_node_path_namespaceObject.sep}`);
    return !isOutside && !external_node_path_namespaceObject.isAbsolute(relative);
}
/** A child that left the group is out of reach; without its pipes it is not waited for. */
function endHard(child) {
    signalGroup(child, 'SIGKILL');
    child.stdout?.destroy();
    child.stderr?.destroy();
}
function signalGroup({ pid }, signal) {
    if (pid === undefined)
        return;
    try {
        process.kill(-pid, signal);
    }
    catch {
        // The group is gone already, which is what was wanted.
    }
}
//# sourceMappingURL=runner.js.map
;// CONCATENATED MODULE: ./build/src/io/docker-config.js
// The Docker config of this run: the user's own, seen through links, with our logins over it.
// The user's files are read and never written; what is ours goes with the run's folder.





const helperTimeoutMs = 10_000;
class DockerConfig {
    #options;
    #userFolder;
    constructor(options) {
        this.#options = options;
        const { DOCKER_CONFIG: given, HOME: home } = options.env;
        this.#userFolder = given || external_node_path_namespaceObject.join(home ?? '/root', '.docker');
    }
    /** For every docker that we start. */
    environment() {
        const { logins, folder, env } = this.#options;
        if (logins.size === 0)
            return {};
        // Builders that the user set up are kept beside the config; they stay where they are.
        const buildx = env['BUILDX_CONFIG'] || external_node_path_namespaceObject.join(this.#userFolder, 'buildx');
        return { DOCKER_CONFIG: folder, BUILDX_CONFIG: buildx };
    }
    async prepare() {
        const { logins, folder } = this.#options;
        if (logins.size === 0)
            return;
        await (0,promises_namespaceObject.mkdir)(folder, { recursive: true, mode: 0o700 });
        const names = await (0,promises_namespaceObject.readdir)(this.#userFolder).catch(() => []); // no config yet: nothing to show
        const linked = names.filter((name) => name !== 'config.json' && name !== 'buildx');
        await Promise.all(linked.map((name) => (0,promises_namespaceObject.symlink)(external_node_path_namespaceObject.join(this.#userFolder, name), external_node_path_namespaceObject.join(folder, name))));
        const config = withLogins(await this.#userConfig(), logins);
        await (0,promises_namespaceObject.writeFile)(external_node_path_namespaceObject.join(folder, 'config.json'), JSON.stringify(config), { mode: 0o600 });
    }
    async credentialsFor(registry) {
        const ours = this.#options.logins.get(registry);
        if (ours)
            return ours;
        const found = findCredentials(await this.#userConfig(), registry);
        switch (found.kind) {
            case 'credentials':
                return found.credentials;
            case 'helper':
                return this.#askHelper(found.helper, found.server);
            case 'none':
                return undefined;
        }
    }
    async #userConfig() {
        try {
            return JSON.parse(await (0,promises_namespaceObject.readFile)(external_node_path_namespaceObject.join(this.#userFolder, 'config.json'), 'utf8'));
        }
        catch {
            return {}; // none, or one that docker itself will complain about
        }
    }
    async #askHelper(helper, server) {
        const { env, untrusted } = this.#options;
        const name = `docker-credential-${helper}`;
        const program = findProgram(name, env['PATH'] ?? '', untrusted);
        if (!/^[\w.-]+$/.test(helper) || program === undefined)
            return undefined;
        const answer = await new Promise((resolve) => {
            const child = (0,external_node_child_process_namespaceObject.spawn)(program, ['get'], { env: { ...env }, timeout: helperTimeoutMs });
            let text = '';
            child.stdout.on('data', (chunk) => {
                text += chunk.toString();
            });
            child.on('error', () => resolve(''));
            child.on('close', (code) => resolve(code === 0 ? text : ''));
            child.stdin.on('error', () => { }); // a helper that reads nothing answers by its exit code
            child.stdin.end(server);
        });
        return readHelper(answer);
    }
}
/** Empty where the helper knows no login. */
function readHelper(answer) {
    try {
        const value = JSON.parse(answer);
        if (typeof value.Username !== 'string' || typeof value.Secret !== 'string')
            return undefined;
        return { username: value.Username, password: value.Secret };
    }
    catch {
        return undefined; // it said nothing, which is how helpers say "not found"
    }
}
//# sourceMappingURL=docker-config.js.map
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
;// CONCATENATED MODULE: ./build/src/io/engine-json.js
function parseContainer(body) {
    const container = record(JSON.parse(body));
    const config = record(container['Config']);
    const labels = record(config['Labels']);
    const state = record(container['State']);
    const health = record(state['Health']);
    const healthStatus = readHealth(engine_json_text(health['Status']));
    return {
        id: engine_json_text(container['Id']),
        name: engine_json_text(container['Name']).replace(/^\//, ''),
        service: engine_json_text(labels['com.docker.compose.service']),
        replica: Number(engine_json_text(labels['com.docker.compose.container-number']) || 1),
        status: readStatus(engine_json_text(state['Status'])),
        ...(healthStatus && { health: healthStatus }),
        probes: list(health['Log']).map(readProbe),
        exitCode: number(state['ExitCode']),
        oomKilled: state['OOMKilled'] === true,
        restarts: number(container['RestartCount']),
        startedAt: engine_json_text(state['StartedAt']),
        error: engine_json_text(state['Error']),
        image: engine_json_text(container['Image']),
        ports: readPorts(record(record(container['NetworkSettings'])['Ports'])),
    };
}
function readStatus(status) {
    switch (status) {
        case 'running':
        case 'paused':
        case 'restarting':
        case 'removing':
        case 'exited':
        case 'dead':
            return status;
        default:
            return 'created';
    }
}
function readHealth(status) {
    return status === 'starting' || status === 'healthy' || status === 'unhealthy'
        ? status
        : undefined;
}
function readProbe(value) {
    const probe = record(value);
    return { exitCode: number(probe['ExitCode']), output: engine_json_text(probe['Output']) };
}
function readPorts(ports) {
    return Object.entries(ports).flatMap(([key, bindings]) => {
        const [target, protocol = 'tcp'] = key.split('/');
        return list(bindings).map((binding) => ({
            target: Number(target),
            protocol,
            hostIp: engine_json_text(record(binding)['HostIp']),
            hostPort: Number(engine_json_text(record(binding)['HostPort'])),
        }));
    });
}
/** The engine writes one JSON document after another; a chunk may end anywhere. */
async function* parseEvents(stream) {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
        rest += decoder.decode(chunk, { stream: true });
        const lines = rest.split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
            if (line.trim() === '')
                continue;
            const event = record(JSON.parse(line));
            yield { id: engine_json_text(record(event['Actor'])['ID']), action: engine_json_text(event['Action']) };
        }
    }
}
/** Without a TTY the engine frames each piece of a log: stream, 3 zeros, length, bytes. */
function unframeLogs(body) {
    const framed = body.length >= 8 && body[1] === 0 && body[2] === 0 && body[3] === 0;
    const pieces = [];
    for (let at = 0; framed && at + 8 <= body.length;) {
        const length = body.readUInt32BE(at + 4);
        pieces.push(body.subarray(at + 8, at + 8 + length));
        at += 8 + length;
    }
    const whole = framed ? Buffer.concat(pieces) : body;
    const lines = whole.toString().split('\n');
    if (lines.at(-1) === '')
        lines.pop();
    return lines;
}
function engine_json_text(value) {
    return typeof value === 'string' ? value : '';
}
function number(value) {
    return typeof value === 'number' ? value : 0;
}
function record(value) {
    return typeof value === 'object' && value !== null ? value : {};
}
function list(value) {
    return Array.isArray(value) ? value : [];
}
//# sourceMappingURL=engine-json.js.map
;// CONCATENATED MODULE: ./build/src/io/engine.js
// The Docker Engine over its own API: a call takes milliseconds where a CLI process takes a hundred.



const projectLabel = 'com.docker.compose.project';
class DockerEngine {
    host;
    #address;
    #agent = new external_node_http_namespaceObject.Agent({ keepAlive: true, maxSockets: 16 });
    constructor(address) {
        this.#address = address;
        this.host = address.hostname;
    }
    async version() {
        const info = await this.#json('GET', '/info');
        const status = engine_isRecord(info) ? info['DriverStatus'] : undefined;
        const containerdStore = JSON.stringify(status ?? '').includes('io.containerd.snapshotter');
        const registries = engine_isRecord(info) ? info['RegistryConfig'] : undefined;
        const indexes = engine_isRecord(registries) ? registries['IndexConfigs'] : undefined;
        const insecureRegistries = Object.entries(engine_isRecord(indexes) ? indexes : {}).flatMap(([name, index]) => (engine_isRecord(index) && index['Secure'] === false ? [name] : []));
        const version = engine_isRecord(info) ? engine_json_text(info['ServerVersion']) : '';
        return { version, containerdStore, insecureRegistries };
    }
    async containers(project, signal) {
        const listed = await this.#json('GET', `/containers/json?all=1&${ofProject(project)}`, signal);
        const ids = records(listed).map(({ Id }) => engine_json_text(Id));
        const states = await Promise.all(ids.map((id) => this.#inspect(id, signal)));
        return states.filter((state) => state !== undefined);
    }
    async *follow(project, signal) {
        const query = filters({ type: ['container'], label: [`${projectLabel}=${project}`] });
        // The stream is open before the first look, so no change falls between the two.
        const stream = await this.#open('GET', `/events?${query}`, signal);
        try {
            if (isRefusal(stream.statusCode))
                throw refusal(await answerOf(stream));
            const states = new Map();
            for (const state of await this.containers(project, signal))
                states.set(state.id, state);
            yield [...states.values()];
            for await (const event of parseEvents(stream)) {
                if (event.action.startsWith('exec_'))
                    continue; // every probe is one; it changes no state
                const state = await this.#inspect(event.id, signal);
                if (state)
                    states.set(state.id, state);
                else
                    states.delete(event.id);
                yield [...states.values()];
            }
            throw new Error('its stream of events ended');
        }
        catch (error) {
            throw signal.aborted || error instanceof TrialError ? error : unreachable(error);
        }
        finally {
            stream.destroy();
        }
    }
    async start(containerId) {
        await this.#json('POST', `/containers/${containerId}/start`);
    }
    async tailOf(containerId, lines) {
        const query = `stdout=1&stderr=1&tail=${lines}`;
        return unframeLogs(await this.#body('GET', `/containers/${containerId}/logs?${query}`));
    }
    async tag(image, repository, tag) {
        const query = new URLSearchParams({ repo: repository, tag });
        await this.#json('POST', `/images/${encodeURIComponent(image)}/tag?${query}`);
    }
    async removeProject(project, graceSeconds, signal) {
        const query = ofProject(project);
        const left = [];
        const attempt = async (what, work) => {
            try {
                await work();
            }
            catch (error) {
                left.push(`${what}: ${messageOf(error)}`);
            }
        };
        const remove = (path, what) => attempt(what, () => this.#remove(path, signal));
        const containers = records(await this.#json('GET', `/containers/json?all=1&${query}`, signal));
        await Promise.all(containers.map(async (container) => {
            const id = engine_json_text(container['Id']);
            const name = `container ${id.slice(0, 12)}`;
            if (container['State'] === 'running' && graceSeconds > 0) {
                const stop = `/containers/${id}/stop?t=${graceSeconds}`;
                await attempt(name, () => this.#call('POST', stop, signal));
            }
            await remove(`/containers/${id}?force=1&v=1`, name);
        }));
        await attempt('networks', async () => {
            const networks = records(await this.#json('GET', `/networks?${query}`, signal));
            await Promise.all(networks.map((n) => remove(`/networks/${engine_json_text(n['Id'])}`, `network ${engine_json_text(n['Name'])}`)));
        });
        await attempt('volumes', async () => {
            const volumes = await this.#json('GET', `/volumes?${query}`, signal);
            const names = records(engine_isRecord(volumes) ? volumes['Volumes'] : []).map((v) => engine_json_text(v['Name']));
            await Promise.all(names.map((name) => remove(`/volumes/${encodeURIComponent(name)}`, `volume ${name}`)));
        });
        return { left };
    }
    async removeImageTag(reference, signal) {
        await this.#remove(`/images/${encodeURIComponent(reference)}?noprune=0`, signal);
    }
    /** What is gone already is as good as removed. */
    async #remove(path, signal) {
        const answer = await this.#call('DELETE', path, signal);
        if (isRefusal(answer.status) && answer.status !== 404)
            throw refusal(answer);
    }
    async #inspect(id, signal) {
        const answer = await this.#call('GET', `/containers/${id}/json`, signal);
        if (answer.status === 404)
            return undefined;
        if (isRefusal(answer.status))
            throw refusal(answer);
        return parseContainer(answer.body.toString());
    }
    async #json(method, path, signal) {
        const body = await this.#body(method, path, signal);
        if (body.length === 0)
            return undefined;
        try {
            return JSON.parse(body.toString());
        }
        catch {
            throw refusal({ status: 200, body }); // something else answers where the engine should be
        }
    }
    async #body(method, path, signal) {
        const answer = await this.#call(method, path, signal);
        if (isRefusal(answer.status))
            throw refusal(answer);
        return answer.body;
    }
    async #call(method, path, signal) {
        const response = await this.#open(method, path, signal);
        try {
            return await answerOf(response);
        }
        catch (error) {
            throw signal?.aborted ? error : unreachable(error);
        }
    }
    #open(method, path, signal) {
        const { socketPath, hostname, port } = this.#address;
        const host = hostname.replace(/^\[|\]$/g, ''); // an IPv6 address has brackets in URLs only
        const where = socketPath ? { socketPath } : { hostname: host, port: port ?? 2375 };
        return new Promise((resolve, reject) => {
            const options = { ...where, method, path, agent: this.#agent, ...(signal && { signal }) };
            const request = external_node_http_namespaceObject.request(options, resolve);
            request.on('error', (error) => reject(signal?.aborted ? error : unreachable(error)));
            request.end();
        });
    }
}
async function answerOf(response) {
    const chunks = [];
    for await (const chunk of response)
        chunks.push(chunk);
    return { status: response.statusCode ?? 0, body: Buffer.concat(chunks) };
}
function isRefusal(status) {
    return status === undefined || status >= 400;
}
/** The engine's own words are the message, for those who tell them in a sentence of theirs. */
function refusal({ status, body }) {
    const words = engineMessage(body) || `it answered with status ${status}`;
    const error = new TrialError({
        stage: 'plan',
        class: 'infrastructure',
        what: 'the Docker Engine refused what it was asked for',
        why: words,
        fix: 'mend what it names and run the trial again',
    });
    error.message = words;
    return error;
}
function engineMessage(body) {
    try {
        const value = JSON.parse(body.toString());
        if (engine_isRecord(value) && typeof value['message'] === 'string')
            return value['message'];
    }
    catch {
        // Not JSON: a proxy in between; its text is all there is.
    }
    return body.toString().slice(0, 500);
}
function unreachable(cause) {
    return new TrialError({
        stage: 'plan',
        class: 'infrastructure',
        what: 'the Docker Engine does not answer',
        why: messageOf(cause),
        fix: 'start Docker, or check DOCKER_HOST and the rights on the socket (docker info tells)',
    }, { cause });
}
function ofProject(project) {
    return filters({ label: [`${projectLabel}=${project}`] });
}
function filters(value) {
    return `filters=${encodeURIComponent(JSON.stringify(value))}`;
}
function engine_isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function records(value) {
    return Array.isArray(value) ? value.filter(engine_isRecord) : [];
}
//# sourceMappingURL=engine.js.map
;// CONCATENATED MODULE: ./build/src/io/engine-address.js
// DOCKER_HOST as an address.

function addressOf(dockerHost) {
    if (!dockerHost)
        return { socketPath: '/var/run/docker.sock', hostname: 'localhost' };
    const url = URL.canParse(dockerHost) ? new URL(dockerHost) : undefined;
    if (url?.protocol === 'unix:')
        return { socketPath: decodeURIComponent(url.pathname), hostname: 'localhost' };
    if (url?.protocol === 'tcp:')
        return { hostname: url.hostname, port: Number(url.port || 2375) };
    throw new TrialError({
        stage: 'plan',
        class: 'infrastructure',
        what: `DOCKER_HOST=${dockerHost} is not supported`,
        why: 'only unix:// and tcp:// engines are reached so far',
        fix: 'run on the machine of the engine, or forward its socket',
    });
}
//# sourceMappingURL=engine-address.js.map
;// CONCATENATED MODULE: ./build/src/io/files.js


/** No text that we read comes near; a Compose file may name any path, also one that never ends. */
const maxBytes = 32 * 1024 * 1024;
async function readBounded(file) {
    const about = await (0,promises_namespaceObject.stat)(file);
    if (!about.isFile())
        throw new Error('it is not a regular file');
    if (about.size > maxBytes) {
        throw new Error(`it has ${about.size} bytes, more than the ${maxBytes} allowed`);
    }
    return await (0,promises_namespaceObject.readFile)(file, 'utf8');
}
/**
 * Files as seen from one working directory, named as seen from the folder that the user looks from.
 * What we write is for the user's eyes only (0600).
 */
function diskFiles(workdir, shownFrom = workdir) {
    const absolute = (file) => external_node_path_namespaceObject.resolve(workdir, file);
    return {
        read: (file) => readBounded(absolute(file)),
        exists: (file) => (0,promises_namespaceObject.access)(absolute(file)).then(() => true, () => false),
        async write(file, content) {
            await (0,promises_namespaceObject.mkdir)(external_node_path_namespaceObject.dirname(absolute(file)), { recursive: true, mode: 0o700 });
            await (0,promises_namespaceObject.writeFile)(absolute(file), content, { mode: 0o600 });
        },
        removeFolder: (folder) => (0,promises_namespaceObject.rm)(absolute(folder), { recursive: true, force: true, maxRetries: 2 }),
        absolute: (shown) => external_node_path_namespaceObject.resolve(shownFrom, shown),
        shown(file) {
            const relative = external_node_path_namespaceObject.relative(shownFrom, absolute(file));
            return relative.startsWith('..') || external_node_path_namespaceObject.isAbsolute(relative) ? absolute(file) : relative;
        },
    };
}
//# sourceMappingURL=files.js.map
;// CONCATENATED MODULE: external "string_decoder"
const external_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: external "events"
const external_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");
;// CONCATENATED MODULE: external "child_process"
const external_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
;// CONCATENATED MODULE: external "assert"
const external_assert_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io-util.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open: io_util_open, readdir, rename, rm, rmdir, stat, symlink, unlink } = external_fs_namespaceObject.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        const result = yield fs.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = external_fs_namespaceObject.constants.O_RDONLY;
function exists(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return __awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return __awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = external_path_namespaceObject.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = external_path_namespaceObject.dirname(filePath);
                        const upperName = external_path_namespaceObject.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = external_path_namespaceObject.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io.js
var io_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path.join(dest, path.basename(source))
            : dest;
        if (!(yield ioUtil.exists(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield ioUtil.stat(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield io_copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (ioUtil.IS_WINDOWS) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield ioUtil.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        ok(fsPath, 'a path argument must be provided');
        yield ioUtil.mkdir(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (IS_WINDOWS) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (IS_WINDOWS && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(external_path_namespaceObject.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (isRooted(tool)) {
            const filePath = yield tryGetExecutablePath(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(external_path_namespaceObject.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(external_path_namespaceObject.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield tryGetExecutablePath(external_path_namespaceObject.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield ioUtil.readdir(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield ioUtil.lstat(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield io_copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function io_copyFile(srcFile, destFile, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield ioUtil.lstat(destFile);
                yield ioUtil.unlink(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield ioUtil.chmod(destFile, '0666');
                    yield ioUtil.unlink(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield ioUtil.readlink(srcFile);
            yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
        }
        else if (!(yield ioUtil.exists(destFile)) || force) {
            yield ioUtil.copyFile(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var toolrunner_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const toolrunner_IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_namespaceObject.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (toolrunner_IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_namespaceObject.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_namespaceObject.EOL.length);
                n = s.indexOf(external_os_namespaceObject.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return toolrunner_awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!isRooted(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (toolrunner_IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_namespaceObject.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield which(this.toolPath, true);
            return new Promise((resolve, reject) => toolrunner_awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_namespaceObject.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield exists(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_namespaceObject.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_namespaceObject.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new external_string_decoder_namespaceObject.StringDecoder('utf8');
        const stderrDecoder = new external_string_decoder_namespaceObject.StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map
;// CONCATENATED MODULE: ./build/src/io/git.js
// What git knows of the folder: short, local commands, run side by side.

/** `undefined` where there is no repository, or no commit in it. */
async function readGit(place) {
    const head = await git(place, ['show', '--no-patch', '--format=%H%n%cI', 'HEAD']);
    if (head === undefined)
        return undefined;
    const [sha = '', commitDate = ''] = head.split('\n');
    const [commit, root, branch, tags, status, shallow, allTags, remoteUrl, remoteHead] = await Promise.all([
        git(place, ['cat-file', 'commit', 'HEAD']),
        git(place, ['rev-parse', '--show-toplevel']),
        git(place, ['symbolic-ref', '--quiet', '--short', 'HEAD']),
        git(place, ['tag', '--points-at', 'HEAD']),
        git(place, ['status', '--porcelain', '--untracked-files=normal']),
        git(place, ['rev-parse', '--is-shallow-repository']),
        git(place, ['tag', '--list']),
        git(place, ['remote', 'get-url', 'origin']),
        git(place, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']),
    ]);
    return {
        sha,
        // From the object itself: in a shallow clone every other command says that there are none.
        parents: [...(commit ?? '').matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent),
        commitDate,
        root: root ?? place.workdir,
        tags: words(tags ?? ''),
        dirty: (status ?? '').split('\n').filter((line) => line !== '').length,
        shallow: shallow === 'true',
        detached: branch === undefined,
        ...(shallow !== 'true' && { allTags: words(allTags ?? '') }),
        ...(branch !== undefined && { branch }),
        ...(remoteUrl && { remoteUrl }),
        ...(remoteHead && { defaultBranch: remoteHead.replace(/^origin\//, '') }),
    };
}
async function git({ program, workdir, env }, argv) {
    const environment = { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' };
    for (const [name, value] of Object.entries(env)) {
        if (value !== undefined)
            environment[name] ??= value;
    }
    // A workspace of another owner (job containers) is what we were asked to read.
    const outcome = await getExecOutput(program, ['-c', `safe.directory=${workdir}`, ...argv], {
        cwd: workdir,
        env: environment,
        silent: true,
        ignoreReturnCode: true,
    });
    return outcome.exitCode === 0 ? outcome.stdout.replace(/\n$/, '') : undefined;
}
function words(text) {
    return text.split(/\s+/).filter((word) => word !== '');
}
//# sourceMappingURL=git.js.map
;// CONCATENATED MODULE: external "node:dns"
const external_node_dns_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
;// CONCATENATED MODULE: ./build/src/io/http.js
// Requests of smoke checks: any port, no redirect, a bounded body (fetch refuses ports and follows).




const nodeHttp = {
    request(request, signal) {
        const startedAt = performance.now();
        return new Promise((resolve, reject) => {
            const url = new URL(request.url);
            const client = url.protocol === 'https:' ? external_node_https_namespaceObject : external_node_http_namespaceObject;
            const deadline = AbortSignal.timeout(Math.ceil(request.timeoutMs));
            const outgoing = client.request(url, {
                method: request.method,
                headers: { ...lengthOf(request.body), ...request.headers },
                lookup: bothFamilies,
                agent: false, // a connection per try: a dead one must not be reused
                signal: AbortSignal.any([signal, deadline]),
            });
            const fail = (error) => {
                const late = deadline.aborted && !signal.aborted;
                reject(late ? new Error(`no answer within ${Math.ceil(request.timeoutMs)} ms`) : inWords(error));
            };
            outgoing.on('error', fail);
            outgoing.on('upgrade', (_, socket) => {
                socket.destroy();
                fail(new Error('the server changed to another protocol'));
            });
            outgoing.on('response', (response) => {
                readBody(response, request).then((body) => resolve({ ...headOf(response), ...body, elapsedMs: performance.now() - startedAt }), fail);
            });
            outgoing.end(request.body);
        });
    },
};
const loopback = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
];
/** A server may listen on one family alone, and not every machine's hosts file names both. */
const bothFamilies = (hostname, options, callback) => {
    if (hostname === 'localhost' && options.all)
        callback(null, loopback);
    else
        (0,external_node_dns_namespaceObject.lookup)(hostname, options, callback);
};
/** Where several addresses were tried, the error of the whole has no words of its own. */
function inWords(error) {
    if (!('errors' in error) || !Array.isArray(error.errors))
        return error;
    return new Error(error.errors.map(messageOf).join(', '), { cause: error });
}
/** Node says how long a body is for some methods only; for the others its end would be unknown. */
function lengthOf(body) {
    return body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
}
function headOf(response) {
    const headers = Object.create(null);
    for (const [name, value] of Object.entries(response.headers)) {
        headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
    }
    return { status: response.statusCode ?? 0, headers };
}
async function readBody(response, { maxBodyBytes }) {
    const chunks = [];
    let size = 0;
    for await (const chunk of response) {
        const bytes = chunk;
        size += bytes.length;
        chunks.push(bytes);
        if (size > maxBodyBytes)
            break; // leaving the loop destroys the response
    }
    const body = Buffer.concat(chunks).subarray(0, maxBodyBytes).toString();
    return { body, truncated: size > maxBodyBytes };
}
//# sourceMappingURL=http.js.map
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./build/src/io/registry.js
// A registry over its own API: manifests by bytes, so that a tag can move without an upload.




const manifestTypes = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
const timeoutMs = 30_000;
/** Manifests are kilobytes; distribution refuses those over 4 MiB. */
const registry_maxBytes = 4 * 1024 * 1024;
const maxRedirects = 3;
class HttpRegistry {
    #options;
    /** By registry and scope: a token is asked for once. */
    #tokens = new Map();
    constructor(options) {
        this.#options = options;
    }
    async manifest(repository, reference, signal) {
        const { registry, url } = await this.#place(repository, `manifests/${reference}`);
        return this.#ask(registry, { method: 'GET', url, headers: { accept: manifestTypes } }, signal, readManifest);
    }
    async putManifest(repository, tag, manifest, signal) {
        const { registry, url } = await this.#place(repository, `manifests/${tag}`);
        const headers = { 'content-type': manifest.mediaType };
        const request = { method: 'PUT', url, headers, body: manifest.text };
        return this.#ask(registry, request, signal, () => undefined);
    }
    async blob(repository, digest, signal) {
        const { registry, url } = await this.#place(repository, `blobs/${digest}`);
        return this.#ask(registry, { method: 'GET', url, headers: {} }, signal, ({ body }) => body.toString());
    }
    async tryUpload(repository, signal) {
        const { registry, url } = await this.#place(repository, 'blobs/uploads/');
        const begun = await this.#ask(registry, { method: 'POST', url, headers: { 'content-length': '0' } }, signal, ({ headers }) => headers.location ?? '');
        if (begun.kind !== 'ok')
            return begun;
        const upload = URL.canParse(begun.value, url.href) ? new URL(begun.value, url) : undefined;
        // Only the registry itself is told to forget it: another host would get our credentials.
        if (upload?.host === url.host) {
            await this.#ask(registry, { method: 'DELETE', url: upload, headers: {} }, signal, () => undefined);
        }
        return { kind: 'ok', value: undefined };
    }
    async #place(repository, rest) {
        const slash = repository.indexOf('/');
        const registry = repository.slice(0, slash);
        const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry;
        const scheme = (await this.#options.isPlain(registry)) ? 'http' : 'https';
        return {
            registry,
            url: new URL(`${scheme}://${host}/v2/${repository.slice(slash + 1)}/${rest}`),
        };
    }
    async #ask(registry, request, signal, read) {
        try {
            const answer = await this.#authorised(registry, request, signal);
            const { status, headers, body } = answer;
            if (status >= 200 && status < 300)
                return { kind: 'ok', value: read(answer) };
            if (status === 404 && request.method === 'GET')
                return { kind: 'absent' };
            const retryAfter = headers['retry-after'];
            const message = `${status} ${messageIn(body)}`.trim();
            return { kind: 'refused', refusal: { status, message, ...(retryAfter && { retryAfter }) } };
        }
        catch (error) {
            signal.throwIfAborted();
            return { kind: 'unreachable', reason: error instanceof Error ? error.message : String(error) };
        }
    }
    async #authorised(registry, request, signal) {
        const scope = `${registry} ${request.url.pathname.replace(/\/(manifests|blobs)\/.*$/, '')}`;
        const known = this.#tokens.get(scope);
        const first = await send(withAuthorization(request, known), signal);
        if (first.status !== 401)
            return first;
        const authorization = await this.#authorize(registry, request, first, signal);
        if (authorization === undefined)
            return first;
        this.#tokens.set(scope, authorization);
        return send(withAuthorization(request, authorization), signal);
    }
    async #authorize(registry, request, { headers }, signal) {
        const challenge = parseChallenge(headers['www-authenticate']);
        const credentials = await this.#options.credentialsFor(registry);
        if (challenge?.scheme === 'basic')
            return credentials && basicHeader(credentials);
        const realm = challenge?.parameters.get('realm');
        if (!challenge || realm === undefined || !URL.canParse(realm))
            return undefined;
        const url = new URL(realm);
        const isPlainElsewhere = url.protocol === 'http:' && url.hostname !== request.url.hostname;
        if (isPlainElsewhere)
            return undefined; // a password would cross the network in the open
        const repository = /^\/v2\/(.+?)\/(?:manifests|blobs)\//.exec(request.url.pathname)?.[1] ?? '';
        url.searchParams.set('service', challenge.parameters.get('service') ?? '');
        url.searchParams.set('scope', `repository:${repository}:pull,push`);
        const authorization = credentials && { authorization: basicHeader(credentials) };
        const answer = await send({ method: 'GET', url, headers: { ...authorization } }, signal);
        const token = answer.status === 200 ? tokenIn(answer.body) : undefined;
        return token && `Bearer ${token}`;
    }
}
/** The digest is what the bytes give; a registry whose header says otherwise is not to be trusted. */
function readManifest({ headers, body }) {
    const digest = `sha256:${(0,external_node_crypto_namespaceObject.createHash)('sha256').update(body).digest('hex')}`;
    const said = headers['docker-content-digest'];
    if (said !== undefined && said !== digest) {
        throw new Error(`the registry says ${said} of a manifest that is ${digest}`);
    }
    return { digest, mediaType: headers['content-type'] ?? '', text: body.toString() };
}
function withAuthorization(request, authorization) {
    if (authorization === undefined)
        return request;
    return { ...request, headers: { ...request.headers, authorization } };
}
/** Follows what a GET is redirected to, without our credentials where the host is another one. */
async function send(request, signal, redirects = 0) {
    const answer = await sendOnce(request, signal);
    const { location } = answer.headers;
    const moved = answer.status >= 301 && answer.status <= 308 && location !== undefined;
    if (!moved || request.method !== 'GET' || redirects >= maxRedirects)
        return answer;
    const url = new URL(location, request.url);
    const { authorization, ...others } = request.headers;
    const headers = url.host === request.url.host ? request.headers : others;
    return send({ ...request, url, headers }, signal, redirects + 1);
}
function sendOnce({ method, url, headers, body }, signal) {
    return new Promise((resolve, reject) => {
        const client = url.protocol === 'https:' ? external_node_https_namespaceObject : external_node_http_namespaceObject;
        const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
        const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
        const outgoing = client.request(url, {
            method,
            headers: { ...headers, ...length },
            signal: deadline,
        });
        outgoing.on('error', reject);
        outgoing.on('response', (response) => {
            registry_readBody(response).then((content) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: content }), reject);
        });
        outgoing.end(body);
    });
}
async function registry_readBody(response) {
    const chunks = [];
    let size = 0;
    for await (const chunk of response) {
        chunks.push(chunk);
        size += chunk.length;
        if (size > registry_maxBytes)
            throw new Error('the registry sends more than a manifest can be');
    }
    return Buffer.concat(chunks);
}
/** The first error of the registry, in its own words. */
function messageIn(body) {
    const value = parseJson(body);
    const errors = value?.['errors'];
    const [first] = Array.isArray(errors) ? errors : [];
    if (typeof first !== 'object' || first === null)
        return body.toString().slice(0, 200);
    const { code, message } = first;
    return [code, message].filter((part) => typeof part === 'string').join(': ');
}
function tokenIn(body) {
    const value = parseJson(body);
    const token = value?.['token'] ?? value?.['access_token'];
    return typeof token === 'string' ? token : undefined;
}
function parseJson(body) {
    try {
        const value = JSON.parse(body.toString());
        return typeof value === 'object' && value !== null
            ? value
            : undefined;
    }
    catch {
        return undefined; // not JSON: a proxy's page; the status says enough
    }
}
//# sourceMappingURL=registry.js.map
;// CONCATENATED MODULE: ./build/src/io/docker-world.js
// Puts the real world together for the entries.











/** Bytes of the random part that tells a run from every other one. */
const runIdBytes = 4;
function nameRun(env, folderRoot) {
    const random = Buffer.from(crypto.getRandomValues(new Uint8Array(runIdBytes))).toString('hex');
    const run = [env['GITHUB_RUN_ID'], env['GITHUB_RUN_ATTEMPT'], random];
    const runId = run.filter((part) => part !== undefined && /^\w+$/.test(part)).join('-');
    return { runId, folder: external_node_path_namespaceObject.join(folderRoot, `sea-trial-${runId}`) };
}
function makeWorld({ env, inputs, logins, identity, log, signal }) {
    const { workdir } = inputs;
    const children = childEnvironment(env);
    const untrusted = untrustedFolders(env, workdir);
    const config = new DockerConfig({
        env: children,
        untrusted,
        folder: external_node_path_namespaceObject.join(identity.folder, 'docker'),
        logins,
    });
    const engine = new DockerEngine(addressOf(env['DOCKER_HOST']));
    return {
        runner: new ProcessRunner({
            env: { ...children, ...config.environment() },
            cwd: workdir,
            untrusted,
            onStart: ({ program, argv }) => log.debug(`$ ${program} ${argv.join(' ')}`),
        }),
        engine,
        files: diskFiles(workdir, env['GITHUB_WORKSPACE'] ?? process.cwd()),
        http: nodeHttp,
        registry: new HttpRegistry({
            credentialsFor: (registry) => config.credentialsFor(registry),
            isPlain: (registry) => isPlain(registry, engine),
        }),
        clock: systemClock,
        random: () => Math.random(),
        log,
        signal,
        async prepare() {
            await (0,promises_namespaceObject.mkdir)(identity.folder, { recursive: true, mode: 0o700 });
            await config.prepare();
        },
    };
}
/** What programs that we start may see: our inputs hold credentials that none of them needs. */
function childEnvironment(env) {
    const ours = /^(INPUT|STATE|SEA_TRIAL)_/;
    return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name)));
}
function untrustedFolders(env, workdir) {
    return [workdir, env['GITHUB_WORKSPACE']]
        .filter((folder) => folder !== undefined && folder !== '/')
        .filter((folder) => folder !== undefined);
}
/** Docker itself speaks plain HTTP to this machine, and to what its daemon.json names. */
async function isPlain(registry, engine) {
    if (/^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(registry))
        return true;
    return (await engine.version()).insecureRegistries.includes(registry);
}
async function readSurroundings(env, inputs, { runId, folder }, payload) {
    const program = findProgram('git', env['PATH'] ?? '', untrustedFolders(env, inputs.workdir));
    const place = { workdir: inputs.workdir, env: childEnvironment(env) };
    const git = program ? await readGit({ program, ...place }) : undefined;
    const releases = git?.allTags;
    return { env, payload, git, folder, runId, now: new Date(), ...(releases && { releases }) };
}
//# sourceMappingURL=docker-world.js.map
;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./build/src/text/plain-text.js
// Text of containers and tools made harmless: it may be shown, it must never be obeyed.

// All controls but tab, and those that reorder text (Trojan Source).
const unprintable = /[[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]--\t]/gv;
/** One line for a terminal or log: no escape sequence, no control character. */
function plainLine(text) {
    return (0,external_node_util_namespaceObject.stripVTControlCharacters)(text.replace(/[\r\n]/g, ' ')).replace(unprintable, '');
}
/** A line that GitHub's runner takes as text: it reads `::name` at a start and `##[name]` anywhere. */
function runnerSafe(line) {
    const plain = plainLine(line).replaceAll('##[', '## [');
    return /^\s*::/.test(plain) ? `| ${plain}` : plain;
}
/** For a cell or sentence of Markdown, where foreign text must not become markup or a mention. */
function markdownText(text) {
    return plainLine(text)
        .replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
        .replace(/[\\`*_{}[\]()#+!|~@]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
/** A fenced block that the text can't close. */
function markdownBlock(lines) {
    const body = lines.map(plainLine);
    const longest = Math.max(2, ...body.map((line) => /^\s*(`*)/.exec(line)?.[1]?.length ?? 0));
    const fence = '`'.repeat(longest + 1);
    return [`${fence}text`, ...body, fence].join('\n');
}
//# sourceMappingURL=plain-text.js.map
;// CONCATENATED MODULE: ./build/src/report.js
// The end of a trial in the forms people and tools read: text, job summary, outputs, JSON.



/** One sentence that a reader of nothing else needs. */
function sentenceOf(record) {
    const took = `in ${seconds(record.durationMs)}`;
    if (record.verdict === 'cancelled')
        return `cancelled after ${seconds(record.durationMs)}; ${record.publish}`;
    if (record.verdict === 'failed') {
        const [first] = record.failures;
        const more = record.failures.length > 1 ? ` (and ${record.failures.length - 1} more)` : '';
        return `${first?.stage ?? 'the trial'} failed ${took}: ${first?.what ?? 'unknown'}${more}`;
    }
    if (record.mode === 'plan')
        return `planned ${took}; nothing was built, started or pushed`;
    const images = count(record.images.length, 'image');
    return `${images} built, tried with ${count(record.checks.length, 'check')} ${took}; ${record.publish}`;
}
function count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
function renderText(record) {
    const mark = record.verdict === 'passed' ? '✓' : '✗';
    const lines = [`${mark} ${record.verdict}: ${sentenceOf(record)}`];
    for (const image of record.images) {
        for (const reference of image.pushed)
            lines.push(`  ${reference}@${image.digest}`);
    }
    return lines.join('\n');
}
function renderSummary(record) {
    const mark = record.verdict === 'passed' ? '✅' : '❌';
    const parts = [`## ${mark} Sea Trial ${record.verdict}`, markdownText(sentenceOf(record))];
    for (const failure of record.failures)
        parts.push(summaryFailure(failure));
    if (record.sha)
        parts.push(`Commit \`${record.sha}\`: ${markdownText(record.shaReason ?? '')}`);
    if (record.images.length > 0) {
        const rows = record.images.map(({ services, digest, pushed, name }) => [
            services.map(markdownText).join(', '),
            markdownText(pushed.length > 0 ? pushed.join(' ') : `${name} (not pushed)`),
            `\`${digest}\``,
        ]);
        parts.push(table(['Services', 'Image', 'Digest'], rows));
    }
    if (record.checks.length > 0) {
        const failedFirst = [...record.checks].sort((a, b) => Number(a.verdict === 'passed') - Number(b.verdict === 'passed'));
        const rows = failedFirst.map(({ name, verdict, tries, durationMs }) => [
            verdict === 'passed' ? '✓' : '✗',
            markdownText(name),
            seconds(durationMs),
            String(tries),
        ]);
        parts.push(table(['', 'Check', 'Time', 'Tries'], rows));
    }
    parts.push(table(['Stage', 'Verdict', 'Time'], record.steps.map((step) => [step.name, step.verdict, seconds(step.durationMs)])));
    for (const note of record.notes)
        parts.push(`- ${markdownText(note)}`);
    return `${parts.join('\n\n')}\n`;
}
function summaryFailure(failure) {
    const where = failure.where ? `\`${renderPlace(failure.where)}\` ` : '';
    const lines = [`**${where}${markdownText(failure.what)}**`];
    if (failure.why)
        lines.push(`why: ${markdownText(failure.why)}`);
    if (failure.fix)
        lines.push(`fix: ${markdownText(failure.fix)}`);
    const told = lines.join('<br>\n');
    return failure.evidence?.length ? `${told}\n\n${markdownBlock(failure.evidence)}` : told;
}
function table(head, rows) {
    if (rows.length === 0)
        return '';
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
/** Set on failure too: what was built and tried is worth knowing then above all. */
function outputsOf(record, reportPath) {
    const images = Object.fromEntries(record.images.flatMap(({ services, name, digest, pushed }) => services.map((service) => [service, { name, digest, tags: pushed }])));
    const digests = Object.fromEntries(Object.entries(images).map(([service, { digest }]) => [service, digest]));
    const endpoints = Object.fromEntries(groupBy(record.endpoints, ({ service }) => service));
    return {
        verdict: record.verdict,
        images: JSON.stringify(images),
        digests: JSON.stringify(digests),
        tags: record.images.flatMap(({ pushed }) => pushed).join('\n'),
        pushed: String(record.images.some(({ pushed }) => pushed.length > 0)),
        report: reportPath,
        endpoints: JSON.stringify(endpoints),
        version: record.plan?.images[0]?.tags[0]?.name ?? '',
        plan: record.plan ? JSON.stringify(record.plan) : '',
        matrix: JSON.stringify(record.plan?.matrix ?? { include: [] }),
        json: renderJson(record),
    };
}
function renderJson(record) {
    return JSON.stringify({ version: 1, ...record, text: record.failures.map(renderFailure) });
}
function seconds(milliseconds) {
    return `${(milliseconds / 1000).toFixed(1)}s`;
}
//# sourceMappingURL=report.js.map
;// CONCATENATED MODULE: ./build/src/io/report-files.js
// The report of a run as files, in a folder that git does not see.


/** Gives the path of the JSON report. */
async function writeReport(folder, record, files) {
    const report = external_node_path_namespaceObject.join(folder, 'report.json');
    await Promise.all([
        // A report must not make the tree dirty: the next run would refuse to push it.
        files.write(external_node_path_namespaceObject.join(folder, '.gitignore'), '*\n'),
        files.write(report, `${renderJson(record)}\n`),
        files.write(external_node_path_namespaceObject.join(folder, 'summary.md'), renderSummary(record)),
    ]);
    return report;
}
//# sourceMappingURL=report-files.js.map
;// CONCATENATED MODULE: ./build/src/io/terminal.js
// The same log for a laptop: plain lines, indented below their stage.


function terminalLog({ write, colour, verbose }) {
    let indent = '';
    const paint = (code, text) => colour ? `\u001b[${code}m${text}\u001b[0m` : text;
    const print = (line, code) => {
        for (const part of line.split('\n')) {
            const plain = indent + plainLine(part);
            write(`${code === undefined ? plain : paint(code, plain)}\n`);
        }
    };
    return {
        group(title) {
            print(title, 1);
            indent = '  ';
        },
        endGroup() {
            indent = '';
        },
        info: (line) => print(line, line.startsWith('✓') ? 32 : line.startsWith('✗') ? 31 : undefined),
        foreign: (line) => print(`| ${line}`, 2),
        debug: (line) => {
            if (verbose)
                print(line, 2);
        },
        warning: (text) => print(`warning: ${text}`, 33),
        failure: (failure) => print(renderFailure(failure), 31),
    };
}
//# sourceMappingURL=terminal.js.map
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __nccwpck_require__(8815);
;// CONCATENATED MODULE: ./build/src/publish/logins.js
// The logins that a run brings along, from single inputs or from the list of registry-auth.



const keys = ['registry', 'username', 'password'];
const example = '- { registry: ghcr.io, username: me, password: … }';
function parseLogins({ registry, username, password, registryAuth }) {
    if (registryAuth !== undefined)
        return logins_parseList(registryAuth);
    const logins = new Map();
    if (username !== undefined && password !== undefined) {
        logins.set(registry ?? 'docker.io', { username, password });
    }
    return { logins, problems: [] };
}
/** No value is ever quoted in a problem: any of them may be a password on the wrong line. */
function logins_parseList(text) {
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, { lineCounter: lines, maxAliasCount: 0 });
    const [error] = document.errors;
    if (error) {
        const { line } = lines.linePos(error.pos[0]);
        return { logins: new Map(), problems: [logins_problem(`line ${line} is no YAML`, `write ${example}`)] };
    }
    const value = document.toJS({ maxAliasCount: 0 });
    if (!Array.isArray(value)) {
        return { logins: new Map(), problems: [logins_problem('it is not a list', `write ${example}`)] };
    }
    const logins = new Map();
    const problems = value.flatMap((entry, index) => readEntry(entry, index + 1, logins));
    return { logins, problems };
}
function readEntry(entry, number, logins) {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
        return [logins_problem(`entry ${number} is not a map`, `write ${example}`)];
    }
    const fields = new Map(Object.entries(entry));
    const unknown = [...fields.keys()].filter((key) => !keys.includes(key));
    const missing = keys.filter((key) => key !== 'registry' && !isText(fields.get(key)));
    const registry = fields.get('registry') ?? 'docker.io';
    const bad = typeof registry === 'string' ? checkRegistry(registry) : undefined;
    const problems = [
        ...unknown.map((key) => {
            const near = nearest(key, keys);
            return logins_problem(`entry ${number} has an unknown key`, near ? `write ${near}` : `known are ${keys.join(', ')}`);
        }),
        ...missing.map((key) => logins_problem(`entry ${number} has no ${key}`, `add ${key} as a text`)),
        ...(bad ? [logins_problem(`entry ${number}: ${bad.what}`, bad.fix)] : []),
    ];
    const username = fields.get('username');
    const password = fields.get('password');
    if (problems.length > 0 || typeof registry !== 'string')
        return problems;
    if (logins.has(registry))
        return [logins_problem(`entry ${number} repeats a registry`, 'keep one login for each')];
    logins.set(registry, { username: String(username), password: String(password) });
    return [];
}
function isText(value) {
    return typeof value === 'string' && value !== '';
}
function logins_problem(what, fix) {
    return { stage: 'inputs', class: 'input', what: `input registry-auth: ${what}`, fix };
}
//# sourceMappingURL=logins.js.map
;// CONCATENATED MODULE: ./build/src/cleanup.js
// The undo stack: what must be gone at the end, as data, saved before each thing is made, so that
// the post step of a killed run can do what the run itself no longer could.

/** On a normal end containers may write down what they hold; a cancelled run has no time for it. */
const graceSeconds = { normal: 2, hurried: 0 };
class Cleanup {
    #undos = [];
    #store;
    constructor(store) {
        this.#store = store;
    }
    /** To be called before the thing is made: a half-made one is ours too. */
    add(undo) {
        this.#undos.push(undo);
        this.#store.save(this.#undos);
    }
    /** Tries every undo, newest first, and tells what is still there instead of throwing. */
    async run(world, options) {
        const left = await undoAll(this.#undos, world, options);
        this.#undos.length = 0;
        try {
            this.#store.save(this.#undos);
            return left;
        }
        catch (error) {
            return [...left, `the saved list of what is to be undone: ${messageOf(error)}`];
        }
    }
    /** Leaves the stack and its images up on purpose; everything else still goes. */
    keepStack() {
        const others = this.#undos.filter((undo) => undo.kind === 'folder');
        this.#undos.splice(0, this.#undos.length, ...others);
        this.#store.save(this.#undos);
    }
}
async function undoAll(undos, world, { hurry, deadlineMs }) {
    const signal = AbortSignal.timeout(deadlineMs);
    const left = [];
    const attempt = async (undo) => {
        try {
            left.push(...(await undoOne(undo, world, hurry, signal)));
        }
        catch (error) {
            left.push(`${describe(undo)}: ${messageOf(error)}`);
        }
    };
    const newestFirst = [...undos].reverse();
    // An image can't go while a container of it is there; the rest is independent.
    await Promise.all(newestFirst.filter(({ kind }) => kind !== 'image-tag').map(attempt));
    await Promise.all(newestFirst.filter(({ kind }) => kind === 'image-tag').map(attempt));
    return left;
}
async function undoOne(undo, { engine, files }, hurry, signal) {
    switch (undo.kind) {
        case 'stack': {
            const grace = hurry ? graceSeconds.hurried : graceSeconds.normal;
            return (await engine.removeProject(undo.project, grace, signal)).left;
        }
        case 'image-tag':
            await engine.removeImageTag(undo.reference, signal);
            return [];
        case 'folder':
            await files.removeFolder(undo.path);
            return [];
    }
}
function describe(undo) {
    switch (undo.kind) {
        case 'stack':
            return `stack ${undo.project}`;
        case 'image-tag':
            return `image ${undo.reference}`;
        case 'folder':
            return `folder ${undo.path}`;
    }
}
/** Reads back what `save` wrote; anything else is dropped, as the post step must not die on it. */
function parseUndos(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return []; // nothing was saved, or by another version: there is nothing that could be undone
    }
    return Array.isArray(value) ? value.filter(isUndo) : [];
}
function isUndo(value) {
    if (typeof value !== 'object' || value === null || !('kind' in value))
        return false;
    switch (value.kind) {
        case 'stack':
            return 'project' in value && typeof value.project === 'string';
        case 'image-tag':
            return 'reference' in value && typeof value.reference === 'string';
        case 'folder':
            return 'path' in value && typeof value.path === 'string';
        default:
            return false;
    }
}
//# sourceMappingURL=cleanup.js.map
;// CONCATENATED MODULE: ./build/src/compose/caps.js
// YAML text becomes nodes under limits that hold before anything recurses or expands.

/**
 * The lexer and the parser of `yaml` keep their own stack, the composer recurses: so the depth is
 * known, exactly and for free, before the first recursive call.
 */
function parseCapped(text, limits) {
    const parser = new dist/* Parser */.iX();
    const tokens = [];
    let lexemes = 0;
    for (const lexeme of new dist/* Lexer */.JG().lex(text)) {
        lexemes += 1;
        const start = parser.offset;
        if (lexemes > limits.tokens)
            return { kind: 'refused', limit: 'tokens', offset: start };
        for (const token of parser.next(lexeme))
            tokens.push(token);
        // The document itself and the scalar at hand stand on the stack too.
        if (parser.stack.length > limits.nesting + 2) {
            return { kind: 'refused', limit: 'nesting', offset: start };
        }
    }
    for (const token of parser.end())
        tokens.push(token);
    // Pretty errors copy the text once per error, which is quadratic for a hostile file; duplicate
    // keys are found by readers of the nodes, since the parser compares each key with every other.
    const options = {
        uniqueKeys: false,
        prettyErrors: false,
        logLevel: 'silent',
    };
    const documents = [...new dist/* Composer */.Dk(options).compose(tokens, true, text.length)];
    const error = documents.flatMap((document) => document.errors).at(0);
    return { kind: 'parsed', documents, ...(error ? { error } : {}) };
}
//# sourceMappingURL=caps.js.map
;// CONCATENATED MODULE: ./build/src/compose/item.js
// One value of the resolved Compose file with its path: reads the shape asked for, notes any other.


// The resolved file is as long as the stack is; only its depth could hurt.
const LIMITS = { nesting: 120, tokens: Number.POSITIVE_INFINITY };
const MILLISECONDS = {
    h: 3_600_000,
    m: 60_000,
    s: 1000,
    ms: 1,
    us: 1e-3,
    µs: 1e-3,
    μs: 1e-3,
    ns: 1e-6,
};
const BYTE_POWERS = 'bkmgtp';
class Item {
    value;
    path;
    problems;
    constructor(value, path, problems) {
        this.value = value;
        this.path = path;
        this.problems = problems;
    }
    get absent() {
        return this.value === undefined || this.value === null;
    }
    get(key) {
        const value = this.value instanceof Map ? this.value.get(key) : undefined;
        if (!this.absent && !(this.value instanceof Map))
            this.wrong('a mapping');
        return new Item(value, this.below(key), this.problems);
    }
    entries() {
        if (this.absent)
            return [];
        if (!(this.value instanceof Map))
            return this.wrong('a mapping') ?? [];
        return [...this.value].map(([key, value]) => {
            const name = keyText(key);
            return [name, new Item(value, this.below(name), this.problems)];
        });
    }
    list() {
        if (this.absent)
            return [];
        if (!Array.isArray(this.value))
            return this.wrong('a list') ?? [];
        return this.value.map((value, at) => new Item(value, `${this.path}[${at}]`, this.problems));
    }
    /** Numbers and booleans count as text: the CLI quotes only what needs it. */
    text() {
        if (this.absent)
            return undefined;
        if (isScalar(this.value))
            return String(this.value);
        return this.wrong('text');
    }
    texts() {
        return this.list().flatMap((item) => item.text() ?? []);
    }
    /** Several options of `build` may be one text or a list. */
    textOrTexts() {
        if (isScalar(this.value))
            return [String(this.value)];
        return this.texts();
    }
    number() {
        if (this.absent)
            return undefined;
        const number = isScalar(this.value) && this.value !== '' ? Number(this.value) : Number.NaN;
        return Number.isFinite(number) ? number : this.wrong('a number');
    }
    flag() {
        if (this.absent)
            return false;
        if (this.value === true || this.value === 'true')
            return true;
        if (this.value === false || this.value === 'false')
            return false;
        return this.wrong('true or false') ?? false;
    }
    durationMs() {
        if (this.absent)
            return undefined;
        const text = this.text();
        if (text === undefined)
            return undefined;
        return durationMs(text) ?? this.wrong('a duration such as 1m30s');
    }
    bytes() {
        if (this.absent)
            return undefined;
        const text = this.text();
        if (text === undefined)
            return undefined;
        return bytesOf(text) ?? this.wrong('a size such as 512m');
    }
    /** Both `KEY: value` and `- KEY=value`; a key without a value is null. */
    pairs() {
        if (Array.isArray(this.value)) {
            return new Map(this.texts().map((line) => splitPair(line)));
        }
        return new Map(this.entries().map(([key, item]) => [key, item.text() ?? null]));
    }
    wrong(expected) {
        this.problems.push({
            stage: 'plan',
            class: 'infrastructure',
            what: `the resolved Compose file has ${item_describe(this.value)} at ${this.path}, where ${expected} belongs`,
            fix: 'run `docker compose config` and compare this key with the Compose specification',
        });
        return undefined;
    }
    below(key) {
        return this.path === '' ? key : `${this.path}.${key}`;
    }
}
/** The whole file as an Item; text that is no YAML becomes an empty one with the problem noted. */
function itemOf(yaml, problems) {
    const refuse = (why) => {
        problems.push({
            stage: 'plan',
            class: 'infrastructure',
            what: 'the output of `docker compose config` cannot be read',
            why,
            fix: 'run `docker compose config` by hand and check that it prints the resolved file',
        });
        return new Item(undefined, '', problems);
    };
    const read = parseCapped(undouble(yaml), LIMITS);
    if (read.kind === 'refused')
        return refuse(`it nests deeper than ${LIMITS.nesting} levels`);
    if (read.error)
        return refuse(read.error.message);
    try {
        // The CLI prints no aliases, so none may expand here.
        const value = read.documents.at(0)?.toJS({ mapAsMap: true, maxAliasCount: 0 });
        return new Item(value, '', problems);
    }
    catch (error) {
        return refuse(messageOf(error));
    }
}
/** `config` doubles every `$` of its output, so that the output is again a Compose file. */
function undouble(yaml) {
    return yaml.replaceAll('$$', () => '$');
}
/** Maps become plain objects again; a key such as `__proto__` stays an own property. */
function plain(value) {
    if (value instanceof Map) {
        return Object.fromEntries([...value].map(([key, inner]) => [keyText(key), plain(inner)]));
    }
    return Array.isArray(value) ? value.map(plain) : value;
}
/** Go's notation: `1h0m0s`, `1m30s`, `1.5s`, `0`. */
function durationMs(text) {
    if (text === '0')
        return 0;
    if (!/^(?:\d+(?:\.\d*)?(?:h|ms|m|s|us|µs|μs|ns))+$/.test(text))
        return undefined;
    let total = 0;
    for (const [, amount, unit] of text.matchAll(/([\d.]+)([a-zµμ]+)/g)) {
        total += Number(amount) * (MILLISECONDS[unit ?? ''] ?? Number.NaN);
    }
    return Number.isFinite(total) ? total : undefined;
}
function bytesOf(text) {
    const match = /^(\d+(?:\.\d+)?)\s*([bkmgtp]?)i?b?$/i.exec(text);
    if (!match)
        return undefined;
    const power = Math.max(0, BYTE_POWERS.indexOf((match[2] ?? '').toLowerCase()));
    return Math.round(Number(match[1]) * 1024 ** power);
}
function splitPair(line) {
    const at = line.indexOf('=');
    return at < 0 ? [line, null] : [line.slice(0, at), line.slice(at + 1)];
}
function isScalar(value) {
    return ['string', 'number', 'boolean', 'bigint'].includes(typeof value);
}
function keyText(key) {
    return isScalar(key) || key === null ? String(key) : JSON.stringify(plain(key));
}
// Never the value itself: a wrong shape may stand where a secret does.
function item_describe(value) {
    if (value === undefined || value === null)
        return 'nothing';
    if (value instanceof Map)
        return 'a mapping';
    return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
//# sourceMappingURL=item.js.map
;// CONCATENATED MODULE: ./build/src/compose/build.js
// The `build` of a service as the CLI resolves it.
/** Leaves out what is undefined: an absent option is an absent key, everywhere in the model. */
function present(options) {
    const kept = Object.entries(options).filter(([, value]) => value !== undefined);
    return Object.fromEntries(kept);
}
/** `secrets` is the top-level section, which says where each secret comes from. */
function build_readBuild(item, secrets) {
    if (item.get('context').absent)
        item.get('context').wrong('the folder to build from');
    return {
        context: item.get('context').text() ?? '.',
        args: item.get('args').pairs(),
        contexts: texts(item.get('additional_contexts')),
        labels: texts(item.get('labels')),
        secrets: item
            .get('secrets')
            .list()
            .flatMap((secret) => readSecret(secret, secrets)),
        ssh: readSsh(item.get('ssh')),
        platforms: item.get('platforms').texts(),
        tags: item.get('tags').texts(),
        cacheFrom: item.get('cache_from').texts(),
        cacheTo: item.get('cache_to').texts(),
        ulimits: readUlimits(item.get('ulimits')),
        extraHosts: readHosts(item.get('extra_hosts')),
        noCache: item.get('no_cache').flag(),
        pull: item.get('pull').flag(),
        privileged: item.get('privileged').flag(),
        entitlements: item.get('entitlements').texts(),
        ...present({
            dockerfile: item.get('dockerfile').text(),
            dockerfileInline: item.get('dockerfile_inline').text(),
            target: item.get('target').text(),
            network: item.get('network').text(),
            shmSize: item.get('shm_size').bytes(),
            provenance: switchOrText(item.get('provenance')),
            sbom: switchOrText(item.get('sbom')),
            isolation: item.get('isolation').text(),
        }),
    };
}
function texts(item) {
    return new Map([...item.pairs()].map(([key, value]) => [key, value ?? '']));
}
function readSecret(item, secrets) {
    const source = typeof item.value === 'string' ? item.value : item.get('source').text();
    if (source === undefined)
        return item.wrong('a secret with a source') ?? [];
    const target = typeof item.value === 'string' ? undefined : item.get('target').text();
    const from = secrets.get(source);
    return [
        {
            id: target ?? source,
            ...present({ file: from.get('file').text(), environment: from.get('environment').text() }),
        },
    ];
}
// The CLI prints a keyed entry as the text `id: path`.
function readSsh(item) {
    if (!Array.isArray(item.value)) {
        return [...item.pairs()].map(([id, path]) => (path ? `${id}=${path}` : id));
    }
    return item.texts().map((line) => line.replace(/^([^=:]+): */, '$1='));
}
function readHosts(item) {
    if (Array.isArray(item.value))
        return item.texts();
    return item
        .entries()
        .flatMap(([host, addresses]) => addresses.textOrTexts().map((address) => `${host}=${address}`));
}
function readUlimits(item) {
    return new Map(item.entries().map(([name, limit]) => {
        const single = limit.value instanceof Map ? undefined : limit.number();
        const part = (key) => single ?? (limit.value instanceof Map ? limit.get(key).number() : 0) ?? 0;
        return [name, { soft: part('soft'), hard: part('hard') }];
    }));
}
function switchOrText(item) {
    const text = item.text();
    if (text === 'true' || text === 'false')
        return text === 'true';
    return text;
}
//# sourceMappingURL=build.js.map
;// CONCATENATED MODULE: ./build/src/compose/life.js
// How a container of the service proves itself healthy, and what happens when it ends.

// `deploy.restart_policy` has words of its own: none and any.
const RESTART_KINDS = new Map([
    ['', 'no'],
    ['no', 'no'],
    ['none', 'no'],
    ['false', 'no'],
    ['any', 'always'],
    ['always', 'always'],
    ['on-failure', 'on-failure'],
    ['unless-stopped', 'unless-stopped'],
]);
function readHealthcheck(item) {
    if (item.absent)
        return undefined;
    const test = item.get('test').textOrTexts();
    if (item.get('disable').flag() || test[0] === 'NONE')
        return { kind: 'disabled' };
    return {
        kind: 'test',
        test: typeof item.get('test').value === 'string' ? ['CMD-SHELL', ...test] : test,
        ...present({
            intervalMs: item.get('interval').durationMs(),
            timeoutMs: item.get('timeout').durationMs(),
            startPeriodMs: item.get('start_period').durationMs(),
            startIntervalMs: item.get('start_interval').durationMs(),
            retries: item.get('retries').number(),
        }),
    };
}
// When both are given, Compose lets `deploy.restart_policy` win.
function readRestart(item) {
    const policy = item.get('deploy').get('restart_policy');
    const [word = '', count] = (item.get('restart').text() ?? '').split(':');
    const kind = RESTART_KINDS.get(policy.absent ? word : (policy.get('condition').text() ?? ''));
    if (kind === undefined)
        item.get('restart').wrong('a restart policy');
    const retries = policy.absent ? Number(count) : (policy.get('max_attempts').number() ?? 0);
    return { kind: kind ?? 'no', ...(retries > 0 ? { maxRetries: retries } : {}) };
}
//# sourceMappingURL=life.js.map
;// CONCATENATED MODULE: ./build/src/compose/model.js
// What `docker compose config` prints, as data: the services of the stack and what each one needs.



const CONDITIONS = new Map([
    ['service_started', 'started'],
    ['service_healthy', 'healthy'],
    ['service_completed_successfully', 'completed'],
]);
function parseStack(resolvedYaml) {
    return stackOf(itemOf(resolvedYaml, []));
}
function stackOf(root) {
    return {
        name: root.get('name').text() ?? '',
        services: root
            .get('services')
            .entries()
            .flatMap(([name, item]) => item.value instanceof Map ? readService(name, item, root) : (item.wrong('a mapping') ?? [])),
        volumes: readNamed(root.get('volumes')),
        networks: readNamed(root.get('networks')),
        ...present({ smoke: extension(root, 'x-smoke'), settings: extension(root, 'x-sea-trial') }),
        problems: root.problems,
    };
}
function readNamed(item) {
    return item.entries().map(([key, value]) => ({
        key,
        name: value.get('name').text() ?? key,
        external: value.get('external').flag(),
    }));
}
function readService(name, item, root) {
    const limits = item.get('deploy').get('resources').get('limits');
    const build = item.get('build');
    return {
        name,
        dependsOn: item.get('depends_on').entries().map(readDependency),
        ports: item.get('ports').list().flatMap(readPort),
        replicas: item.get('scale').number() ?? item.get('deploy').get('replicas').number() ?? 1,
        restart: readRestart(item),
        provider: !item.get('provider').absent,
        needsComposeToStart: needsCompose(item, root),
        privileged: item.get('privileged').flag(),
        bindMounts: item.get('volumes').list().flatMap(readBindMount),
        environment: item.get('environment').pairs(),
        networks: item
            .get('networks')
            .entries()
            .map(([key]) => key),
        ...present({
            image: item.get('image').text(),
            build: build.absent ? undefined : build_readBuild(build, root.get('secrets')),
            healthcheck: readHealthcheck(item.get('healthcheck')),
            containerName: item.get('container_name').text(),
            networkMode: item.get('network_mode').text(),
            platform: item.get('platform').text(),
            memoryLimit: item.get('mem_limit').bytes() ?? limits.get('memory').bytes(),
            user: item.get('user').text(),
            pullPolicy: item.get('pull_policy').text(),
            smoke: extension(item, 'x-smoke'),
            settings: extension(item, 'x-sea-trial'),
        }),
    };
}
function extension(item, key) {
    return plain(item.get(key).value);
}
function readDependency([service, item]) {
    const condition = item.get('condition');
    const known = CONDITIONS.get(condition.text() ?? 'service_started');
    return {
        service,
        condition: known ?? condition.wrong('a condition such as service_healthy') ?? 'started',
        required: item.get('required').absent || item.get('required').flag(),
        restart: item.get('restart').flag(),
    };
}
function readPort(item) {
    const target = item.get('target');
    const number = target.number();
    if (number === undefined)
        return target.absent ? (target.wrong('a port') ?? []) : [];
    return [
        {
            target: number,
            protocol: item.get('protocol').text() ?? 'tcp',
            ...present({
                published: item.get('published').text() || undefined,
                hostIp: item.get('host_ip').text(),
                name: item.get('name').text(),
                appProtocol: item.get('app_protocol').text(),
            }),
        },
    ];
}
function readBindMount(item) {
    if (item.get('type').text() !== 'bind')
        return [];
    const source = item.get('source').text() ?? '';
    const target = item.get('target').text() ?? '';
    return [{ source, target, readOnly: item.get('read_only').flag() }];
}
// Compose copies such content into the container between creating and starting it.
function needsCompose(item, root) {
    if (item.get('post_start').list().length > 0)
        return true;
    return ['secrets', 'configs'].some((section) => item
        .get(section)
        .list()
        .some((use) => {
        const source = use.value instanceof Map ? use.get('source').text() : use.text();
        const origin = root.get(section).get(source ?? '');
        return !origin.get('environment').absent || !origin.get('content').absent;
    }));
}
//# sourceMappingURL=model.js.map
;// CONCATENATED MODULE: ./build/src/compose/words.js
// The keys that Compose knows at each level, for the nearest name of a misspelt one.

// Longer words have no typos worth a guess, and the comparison is quadratic in their length.
const LONGEST_WORD = 64;
const TOP = 'name version services networks volumes secrets configs include models';
const SERVICE = `annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command
  configs container_name cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime
  cpu_shares cpus cpuset credential_spec depends_on deploy develop device_cgroup_rules devices dns
  dns_opt dns_search domainname entrypoint env_file environment expose extends external_links
  extra_hosts gpus group_add healthcheck hostname image init ipc isolation label_file labels links
  logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit models network_mode
  networks oom_kill_disable oom_score_adj pid pids_limit platform ports post_start pre_stop
  privileged profiles provider pull_policy read_only restart runtime scale secrets security_opt
  shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits
  use_api_socket user userns_mode uts volumes volumes_from working_dir`;
const BUILD = `additional_contexts args cache_from cache_to context dockerfile dockerfile_inline
  entitlements extra_hosts isolation labels network no_cache platforms privileged provenance pull
  sbom secrets shm_size ssh tags target ulimits`;
const HEALTHCHECK = 'disable interval retries start_interval start_period test timeout';
const DEPLOY = `endpoint_mode labels mode placement replicas resources restart_policy
  rollback_config update_config`;
const DEPENDENCY = 'condition required restart';
const PORT = 'app_protocol host_ip mode name protocol published target';
const MOUNT = 'bind consistency image read_only source subpath target tmpfs type volume';
const NETWORK = `attachable driver driver_opts enable_ipv4 enable_ipv6 external internal ipam labels
  name`;
const VOLUME = 'driver driver_opts external labels name';
const FILE = 'content driver driver_opts environment external file labels name template_driver';
const LEVELS = [
    [/^$/, TOP],
    [/^services \S+$/, SERVICE],
    [/^services \S+ build$/, BUILD],
    [/^services \S+ healthcheck$/, HEALTHCHECK],
    [/^services \S+ deploy$/, DEPLOY],
    [/^services \S+ depends_on \S+$/, DEPENDENCY],
    [/^services \S+ ports \d+$/, PORT],
    [/^services \S+ volumes \d+$/, MOUNT],
    [/^networks \S+$/, NETWORK],
    [/^volumes \S+$/, VOLUME],
    [/^(?:secrets|configs) \S+$/, FILE],
];
function keysAt(path) {
    const words = path.join(' ');
    const level = LEVELS.find(([pattern]) => pattern.test(words));
    return level ? level[1].split(/\s+/) : [];
}
function closest(word, known) {
    if (word.length > LONGEST_WORD)
        return undefined;
    return nearest(word, [...known].filter((candidate) => candidate.length <= LONGEST_WORD));
}
//# sourceMappingURL=words.js.map
;// CONCATENATED MODULE: ./build/src/compose/survey.js
// One walk over a Compose file as written: duplicate keys, what aliases stand for and expand to.


const MAX_NESTING = 100;
const MAX_PROBLEMS_PER_FILE = 20;
// 66,000 expanded nodes keep Compose 2.40 busy for 1.6 s, ten times as many for 14 s.
const MAX_ALIASED_NODES = 100_000;
function withLines(source) {
    const lineStarts = [0];
    for (let at = source.text.indexOf('\n'); at >= 0; at = source.text.indexOf('\n', at + 1)) {
        lineStarts.push(at + 1);
    }
    return { ...source, lineStarts };
}
function placeAt({ path, lineStarts }, offset) {
    let line = 0;
    let after = lineStarts.length;
    while (after - line > 1) {
        const middle = (line + after) >> 1;
        if ((lineStarts[middle] ?? 0) <= offset)
            line = middle;
        else
            after = middle;
    }
    return { file: path, line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1 };
}
function survey_problem(source, offset, what, fix) {
    const where = offset === undefined ? { file: source.path } : placeAt(source, offset);
    return { stage: 'inputs', class: 'input', what, fix, where };
}
class Survey {
    aliases = new Map();
    keys = new Map();
    problems = [];
    source;
    anchors = new Map();
    aliased = 0;
    constructor(source) {
        this.source = source;
    }
    measure(node) {
        if ((0,dist/* isAlias */.Vj)(node))
            return this.measureAlias(node);
        const anchor = this.register(node);
        const parts = [];
        if ((0,dist/* isMap */.jh)(node))
            this.indexKeys(node);
        if ((0,dist/* isMap */.jh)(node) || (0,dist/* isSeq */.oP)(node)) {
            for (const item of node.items) {
                if (!(0,dist/* isPair */.tO)(item))
                    parts.push(this.measure(item));
                else
                    parts.push(this.measure(item.key), this.measure(item.value));
            }
        }
        const size = {
            nodes: parts.reduce((sum, part) => sum + part.nodes, 1),
            depth: parts.reduce((deepest, part) => Math.max(deepest, part.depth), 0) + 1,
        };
        if (anchor)
            anchor.size = size;
        if (size.depth === MAX_NESTING + 2)
            this.refuse(node, `the YAML nests deeper than ${MAX_NESTING} levels once its aliases expand`, 'flatten it');
        return size;
    }
    register(node) {
        if (!((0,dist/* isMap */.jh)(node) || (0,dist/* isSeq */.oP)(node) || (0,dist/* isScalar */.jn)(node)) || !node.anchor)
            return undefined;
        const anchor = { node };
        this.anchors.set(node.anchor, anchor);
        return anchor;
    }
    measureAlias(alias) {
        const anchor = this.anchors.get(alias.source);
        const one = { nodes: 1, depth: 1 };
        if (!anchor) {
            const near = closest(alias.source, this.anchors.keys());
            this.refuse(alias, `no anchor &${alias.source} stands before *${alias.source}`, near ? `write *${near}` : `define &${alias.source} above`);
            return one;
        }
        if (!anchor.size) {
            this.refuse(alias, `*${alias.source} stands inside its own anchor`, 'move the anchor to a key of its own');
            return one;
        }
        this.aliases.set(alias, anchor.node);
        const within = this.aliased <= MAX_ALIASED_NODES;
        this.aliased += anchor.size.nodes;
        if (within && this.aliased > MAX_ALIASED_NODES) {
            this.refuse(alias, `the aliases of this file expand to more than ${MAX_ALIASED_NODES} values`, 'write the repeated part out, or repeat less');
        }
        return anchor.size;
    }
    indexKeys(map) {
        const index = new Map();
        for (const pair of map.items) {
            if (!(0,dist/* isScalar */.jn)(pair.key))
                continue;
            const name = String(pair.key.value);
            const first = index.get(name)?.key;
            if (!(0,dist/* isScalar */.jn)(first))
                index.set(name, pair);
            else {
                const { line } = placeAt(this.source, first.range?.[0] ?? 0);
                const what = `the key ${name} is there twice, first in line ${line}`;
                this.refuse(pair.key, what, 'keep one of them');
            }
        }
        this.keys.set(map, index);
    }
    refuse(node, what, fix) {
        if (this.problems.length >= MAX_PROBLEMS_PER_FILE)
            return;
        const at = (0,dist/* isScalar */.jn)(node) || (0,dist/* isAlias */.Vj)(node) || (0,dist/* isMap */.jh)(node) || (0,dist/* isSeq */.oP)(node) ? node.range?.[0] : 0;
        this.problems.push(survey_problem(this.source, at, what, fix));
    }
}
//# sourceMappingURL=survey.js.map
;// CONCATENATED MODULE: ./build/src/compose/places.js
// Where a key of the model stands in the user's files: through aliases, merges and `extends`.


/** Files named later override; a file reached by `extends` counts only through the service that extends it. */
function locate(sources, path) {
    const direct = sources.filter(({ reachedBy }) => reachedBy !== 'extends').toReversed();
    const own = direct.filter(({ reachedBy }) => reachedBy === undefined);
    const included = direct.filter(({ reachedBy }) => reachedBy === 'include');
    for (const group of [own, included]) {
        for (const source of group) {
            const at = find(source, path)?.at;
            if (at)
                return placeOf(source, at);
        }
    }
    for (const source of direct) {
        const place = locateExtended(sources, source, path);
        if (place)
            return place;
    }
    return undefined;
}
/** The place of the longest beginning of the path that stands in a file. */
function locateNearest(sources, path) {
    for (let length = path.length; length > 0; length--) {
        const place = locate(sources, path.slice(0, length));
        if (place)
            return place;
    }
    return undefined;
}
/** The keys that the files have below a path, merged ones included. */
function keysBelow(sources, path) {
    const keys = new Set();
    for (const source of sources) {
        if (source.reachedBy === 'extends')
            continue;
        for (const map of mapsOf(source, find(source, path)?.node)) {
            for (const { key } of map.items) {
                if ((0,dist/* isScalar */.jn)(key) && key.value !== '<<')
                    keys.add(String(key.value));
            }
        }
    }
    return [...keys];
}
/** The further files that these files name, each once; a list of paths under `include` is one project. */
function referencedFiles(sources) {
    const found = sources.flatMap((source) => {
        const home = homeOf(sources, source);
        return [...includesOf(source, home), ...extendsOf(source, home)];
    });
    return [...new Map(found.toReversed().map((one) => [one.path, one])).values()].toReversed();
}
/** What the paths of a file are relative to: to Compose, the project's folder is that of its first file. */
function homeOf(sources, source) {
    const first = sources.find(({ reachedBy }) => reachedBy === undefined);
    return source.folder ?? folderOf((source.reachedBy ? source : (first ?? source)).path);
}
/** What stands at a path, in the file that wins: as written, nothing resolved but aliases. */
function nodeAt(sources, path) {
    for (const source of sources.toReversed()) {
        const found = source.reachedBy === 'extends' ? undefined : find(source, path);
        if (found)
            return { source, node: found.node };
    }
    return undefined;
}
/** `dir/../x.yaml` and `./x.yaml` become `x.yaml`; a path that leaves the root keeps its `..`. */
function joinPath(folder, path) {
    const absolute = path.startsWith('/');
    const parts = [];
    for (const part of (absolute ? path : `${folder}/${path}`).split('/')) {
        if (part === '..' && parts.length > 0 && parts.at(-1) !== '..')
            parts.pop();
        else if (part !== '' && part !== '.')
            parts.push(part);
    }
    return `${absolute || folder.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}
function includesOf(source, home) {
    return itemsOf(source, find(source, ['include'])?.node).flatMap((entry) => {
        const paths = (0,dist/* isMap */.jh)(entry) ? stepIn(source, entry, 'path')?.node : entry;
        const folder = places_text(source, (0,dist/* isMap */.jh)(entry) ? stepIn(source, entry, 'project_directory')?.node : undefined);
        const nodes = (0,dist/* isScalar */.jn)(paths) ? [paths] : itemsOf(source, paths);
        const [main] = nodes.flatMap((node) => places_text(source, node) ?? []);
        const below = folder ?? folderOf(main ?? '');
        return nodes.flatMap((node) => reference(source, node, 'include', { home, folder: joinPath(home, below) }));
    });
}
function extendsOf(source, home) {
    return keysIn(source, ['services']).flatMap((name) => {
        const node = find(source, ['services', name, 'extends', 'file'])?.node;
        const file = places_text(source, node);
        return reference(source, node, 'extends', {
            home,
            folder: joinPath(home, folderOf(file ?? '')),
        });
    });
}
function reference(source, node, reachedBy, { home, folder }) {
    const written = places_text(source, node);
    const at = resolve(source, node);
    if (written === undefined || !(0,dist/* isScalar */.jn)(at))
        return [];
    const remote = isRemote(written);
    const path = remote ? written : joinPath(home, written);
    return [{ path, remote, where: placeOf(source, at), reachedBy, folder }];
}
// `host:path` and `github.com/…` are Git to Compose; a leading variable can become any of these.
function isRemote(path) {
    if (/^\.{0,2}\//.test(path))
        return false;
    if (/^[a-z]:[\\/]/i.test(path))
        return false;
    return /^[^/]*[:$]/.test(path) || path.startsWith('github.com/');
}
function locateExtended(sources, start, path) {
    const [section, name, ...rest] = path;
    if (section !== 'services' || typeof name !== 'string' || rest.length === 0)
        return undefined;
    const seen = new Set();
    let source = start;
    let service = name;
    while (!seen.has(`${source.path}\n${service}`)) {
        seen.add(`${source.path}\n${service}`);
        const at = find(source, ['services', service, ...rest])?.at;
        if (at)
            return placeOf(source, at);
        const node = find(source, ['services', service, 'extends'])?.node;
        const base = (0,dist/* isMap */.jh)(node)
            ? places_text(source, stepIn(source, node, 'service')?.node)
            : places_text(source, node);
        const file = (0,dist/* isMap */.jh)(node) ? places_text(source, stepIn(source, node, 'file')?.node) : undefined;
        const next = file === undefined ? source : sourceNamed(sources, source, file);
        if (base === undefined || next === undefined)
            return undefined;
        source = next;
        service = base;
    }
    return undefined;
}
function sourceNamed(sources, from, file) {
    const home = homeOf(sources, from);
    return sources.find(({ path }) => path === joinPath(home, file));
}
function find(source, path) {
    let found = { node: source.root, at: source.root };
    for (const segment of path) {
        found = stepIn(source, found.node, segment);
        if (!found)
            return undefined;
    }
    return found;
}
function stepIn(source, node, segment) {
    for (const map of mapsOf(source, node)) {
        const pair = source.keys.get(map)?.get(String(segment));
        if (pair)
            return { node: resolve(source, pair.value), at: (0,dist/* isScalar */.jn)(pair.key) ? pair.key : map };
    }
    const items = itemsOf(source, node);
    // The model has lists such as `- KEY=value` and `depends_on: [db]` as mappings.
    const item = typeof segment === 'number'
        ? items[segment]
        : items.find((one) => (0,dist/* isScalar */.jn)(one) && String(one.value).split('=')[0] === segment);
    return item ? { node: item, at: item } : undefined;
}
/** The mapping itself, then what it merges, in the order in which YAML lets them win. */
function mapsOf(source, node, seen = new Set()) {
    const map = resolve(source, node);
    if (!(0,dist/* isMap */.jh)(map) || seen.has(map))
        return [];
    seen.add(map);
    const maps = [map];
    const merged = resolve(source, source.keys.get(map)?.get('<<')?.value);
    for (const one of (0,dist/* isSeq */.oP)(merged) ? merged.items : [merged]) {
        maps.push(...mapsOf(source, one, seen));
    }
    return maps;
}
function itemsOf(source, node) {
    const list = resolve(source, node);
    if (!(0,dist/* isSeq */.oP)(list))
        return [];
    return list.items.flatMap((item) => {
        const one = resolve(source, item);
        return (0,dist/* isMap */.jh)(one) || (0,dist/* isSeq */.oP)(one) || (0,dist/* isScalar */.jn)(one) ? [one] : [];
    });
}
function resolve(source, node) {
    return (0,dist/* isAlias */.Vj)(node) ? source.aliases.get(node) : node;
}
function keysIn(source, path) {
    const maps = mapsOf(source, find(source, path)?.node);
    return maps.flatMap((map) => map.items.flatMap(({ key }) => ((0,dist/* isScalar */.jn)(key) ? String(key.value) : [])));
}
function places_text(source, node) {
    const value = resolve(source, node);
    return (0,dist/* isScalar */.jn)(value) && typeof value.value === 'string' ? value.value : undefined;
}
function placeOf(source, node) {
    return placeAt(source, node.range?.[0] ?? 0);
}
function folderOf(path) {
    const at = path.lastIndexOf('/');
    return at > 0 ? path.slice(0, at) : path.startsWith('/') ? '/' : '.';
}
//# sourceMappingURL=places.js.map
;// CONCATENATED MODULE: ./build/src/compose/draft.js
// The stack as its files alone tell it, for when Compose refuses them: further mistakes can be found
// in it, nothing can be planned from it.






function draftStack(sources) {
    const names = keysBelow(sources, ['services']);
    const services = names.map((name) => [name, draftService(name, sources)]);
    const root = new Map([
        ['name', literal(sources, ['name'])],
        ['services', new Map(services)],
        ['x-smoke', literal(sources, ['x-smoke'])],
        ['x-sea-trial', literal(sources, ['x-sea-trial'])],
    ]);
    const extended = names.some((name) => nodeAt(sources, ['services', name, 'extends']));
    const remote = referencedFiles(sources).some((reference) => reference.remote);
    const extent = extended || remote ? 'some' : 'all';
    return { stack: { ...stackOf(new Item(root, '', [])), problems: [] }, extent };
}
/** Misspelt keys; a key that is like no other may be one of a newer Compose. */
function misspeltKeys(sources) {
    const services = keysBelow(sources, ['services']).flatMap((name) => [
        ['services', name],
        ...['build', 'healthcheck', 'deploy'].map((key) => ['services', name, key]),
    ]);
    return [[], ...services].flatMap((path) => misspeltAt(path, sources));
}
function misspeltAt(path, sources) {
    const known = keysAt(path);
    return sources.flatMap((source) => {
        const node = path.length === 0 ? source.root : nodeAt([source], path)?.node;
        if (!(0,dist/* isMap */.jh)(node))
            return [];
        return [...(source.keys.get(node) ?? [])].flatMap(([key, pair]) => {
            if (known.includes(key) || key.startsWith('x-') || key === '<<')
                return [];
            const near = closest(key, known);
            if (near === undefined || !(0,dist/* isScalar */.jn)(pair.key))
                return [];
            const at = path.length === 0 ? 'the top level' : path.join('.');
            const where = placeAt(source, pair.key.range?.[0] ?? 0);
            const what = `${at} has the unknown key ${key}`;
            return [{ stage: 'inputs', class: 'input', what, fix: `write ${near}`, where }];
        });
    });
}
const AS_WRITTEN = ['image', 'restart', 'provider', 'x-smoke', 'x-sea-trial'];
function draftService(name, sources) {
    const path = ['services', name];
    const entries = AS_WRITTEN.map((key) => [key, literal(sources, [...path, key])]);
    return new Map([
        ...entries.filter(([, value]) => value !== undefined),
        ['depends_on', draftDependencies([...path, 'depends_on'], sources)],
        ['build', draftBuild([...path, 'build'], sources)],
    ]);
}
function draftDependencies(path, sources) {
    const written = literal(sources, path);
    if (Array.isArray(written))
        return new Map(written.map((name) => [name, new Map()]));
    if (!(written instanceof Map))
        return undefined;
    // Compose itself refuses any other shape.
    return new Map([...written].filter(([, value]) => value instanceof Map));
}
function draftBuild(path, sources) {
    const found = nodeAt(sources, path);
    if (!found)
        return undefined;
    const short = (0,dist/* isScalar */.jn)(found.node);
    const context = literal(sources, short ? path : [...path, 'context']);
    if (typeof context !== 'string' && context !== undefined)
        return undefined;
    const home = homeOf(sources, found.source);
    const local = !/^[a-z][a-z0-9+.-]*:|^git@|^github\.com\//i.test(context ?? '');
    const folder = local ? joinPath(home, context ?? '.') || '.' : context;
    const keys = short ? [] : ['dockerfile', 'dockerfile_inline', 'target'];
    const texts = keys.map((key) => [key, literal(sources, [...path, key])]);
    return new Map([
        ['context', folder],
        ...texts.filter(([, value]) => typeof value === 'string'),
    ]);
}
/** The value as written, or undefined where a variable or a merge has a part in it. */
function literal(sources, path) {
    const found = nodeAt(sources, path);
    if (!found)
        return undefined;
    const value = plainOf(found.source, found.node);
    return /\$|"<<"/.test(JSON.stringify(value, mapsAsLists) ?? '') ? undefined : value;
}
function mapsAsLists(_, value) {
    return value instanceof Map ? [...value] : typeof value === 'bigint' ? String(value) : value;
}
function plainOf(source, node) {
    if ((0,dist/* isAlias */.Vj)(node))
        return plainOf(source, source.aliases.get(node));
    if ((0,dist/* isSeq */.oP)(node))
        return node.items.map((item) => plainOf(source, item));
    if ((0,dist/* isScalar */.jn)(node))
        return node.value;
    if (!(0,dist/* isMap */.jh)(node))
        return undefined;
    return new Map([...(source.keys.get(node) ?? [])].map(([key, pair]) => [key, plainOf(source, pair.value)]));
}
//# sourceMappingURL=draft.js.map
;// CONCATENATED MODULE: ./build/src/compose/settings.js
// `x-sea-trial` beside a service: what only the user can know about how it proves itself.



const EXTENSION = 'x-sea-trial';
const KEYS = ['wait-timeout', 'stable-for', 'one-shot'];
function settingsOf(service) {
    const wait = duration(settingIn(service.settings, 'wait-timeout'));
    const stable = duration(settingIn(service.settings, 'stable-for'));
    const oneShot = settingIn(service.settings, 'one-shot');
    return {
        ...(wait === undefined ? {} : { waitTimeoutMs: wait }),
        ...(stable === undefined ? {} : { stableForMs: stable }),
        ...(typeof oneShot === 'boolean' ? { oneShot } : {}),
    };
}
function oneShotAsked(service) {
    return settingsOf(service).oneShot === true;
}
function judgeSettings(stack, sources) {
    const atService = stack.services.flatMap((service) => [
        ...judgeKeys(service.settings, ['services', service.name, EXTENSION], sources),
        ...judgeOneShot(service, sources),
    ]);
    return [...judgeTop(stack.settings, sources), ...atService];
}
function judgeTop(settings, sources) {
    if (settings === undefined || settings === null)
        return [];
    if (!settings_isRecord(settings))
        return [notAMapping([EXTENSION], sources)];
    return Object.keys(settings).map((key) => fault([EXTENSION, key], sources, {
        what: `the top-level ${EXTENSION} has no key ${key}`,
        fix: KEYS.includes(closest(key, KEYS) ?? '')
            ? `write ${closest(key, KEYS)} in the ${EXTENSION} of a service`
            : `remove it: settings belong in the ${EXTENSION} of a service`,
    }));
}
function judgeKeys(settings, path, sources) {
    if (settings === undefined || settings === null)
        return [];
    if (!settings_isRecord(settings))
        return [notAMapping(path, sources)];
    return Object.entries(settings).flatMap(([key, value]) => {
        const name = `${EXTENSION} of ${path[1]}`;
        if (!KEYS.includes(key)) {
            const near = closest(key, KEYS);
            const fix = near ? `write ${near}` : `remove it: the keys are ${KEYS.join(', ')}`;
            return fault([...path, key], sources, { what: `${name} has no key ${key}`, fix });
        }
        if (key === 'one-shot') {
            if (typeof value === 'boolean')
                return [];
            return fault([...path, key], sources, {
                what: `one-shot in ${name} is ${shown(value)}`,
                fix: 'write true or false without quotes',
            });
        }
        if (duration(value) !== undefined)
            return [];
        return fault([...path, key], sources, {
            what: `${key} in ${name} is ${shown(value)}`,
            fix: 'write a duration such as 90s or 2m30s',
        });
    });
}
function judgeOneShot(service, sources) {
    if (!oneShotAsked(service) || service.restart.kind === 'no')
        return [];
    return [
        fault(['services', service.name, EXTENSION, 'one-shot'], sources, {
            what: `${service.name} is a one-shot with restart: ${service.restart.kind}`,
            why: 'a container that the engine starts again is never done',
            fix: 'write restart: "no" or remove one-shot',
        }),
    ];
}
function notAMapping(path, sources) {
    return fault(path, sources, {
        what: `${path.join('.')} is not a mapping`,
        fix: 'write `key: value` lines below it',
    });
}
function fault(path, sources, words) {
    const where = locateNearest(sources, path);
    return { stage: 'inputs', class: 'input', ...words, ...(where ? { where } : {}) };
}
function duration(value) {
    return typeof value === 'string' ? durationMs(value) : value === 0 ? 0 : undefined;
}
function settingIn(settings, key) {
    return settings_isRecord(settings) && Object.hasOwn(settings, key) ? settings[key] : undefined;
}
function settings_isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function shown(value) {
    return typeof value === 'object' && value !== null ? 'a list or mapping' : JSON.stringify(value);
}
//# sourceMappingURL=settings.js.map
;// CONCATENATED MODULE: ./build/src/compose/order.js
// Who needs whom in a stack: the order of starting, circles, and what each service is there for.

const FROM_SERVICE = 'service:';
function roleOf(service, stack) {
    if (service.provider)
        return { kind: 'absent', why: 'provider' };
    if (service.replicas === 0)
        return { kind: 'absent', why: 'no replicas' };
    const adoptedBy = stack.services
        .filter(({ dependsOn }) => dependsOn.some((one) => one.service === service.name && one.condition === 'completed'))
        .map(({ name }) => name);
    const asked = service.restart.kind === 'no' && oneShotAsked(service);
    return adoptedBy.length > 0 || asked ? { kind: 'one-shot', adoptedBy } : { kind: 'long-running' };
}
/** The services whose images the build of this one starts from (`additional_contexts: service:x`). */
function buildsFrom(service) {
    return [...(service.build?.contexts.values() ?? [])]
        .filter((context) => context.startsWith(FROM_SERVICE))
        .map((context) => context.slice(FROM_SERVICE.length));
}
/** Every service that this one needs, to start after or to build from, each once. */
function usesOf(service) {
    const names = [...service.dependsOn.map((one) => one.service), ...buildsFrom(service)];
    return [...new Set(names)];
}
/** Dependencies first, otherwise in the order of the stack; a circle is entered where it is met. */
function dependencyOrder(stack) {
    return walk(stack.services, usesOf).order;
}
/** The names along the first circle, the first one again at the end. */
function circleIn(services, needs) {
    return walk(services, needs).circle;
}
// Depth first with a stack of its own: a chain of thousands of services must not overflow.
function walk(services, needs) {
    const byName = new Map(services.map((service) => [service.name, service]));
    const state = new Map();
    const order = [];
    let circle;
    for (const start of services) {
        if (state.has(start.name))
            continue;
        const open = [{ service: start, left: needs(start).values() }];
        state.set(start.name, 'open');
        for (let top = open.at(-1); top; top = open.at(-1)) {
            const { value: name, done } = top.left.next();
            if (done) {
                state.set(top.service.name, 'done');
                order.push(top.service);
                open.pop();
                continue;
            }
            const next = byName.get(name);
            if (next && !state.has(name)) {
                state.set(name, 'open');
                open.push({ service: next, left: needs(next).values() });
            }
            else if (state.get(name) === 'open' && !circle) {
                const names = open.map(({ service }) => service.name);
                circle = [...names.slice(names.indexOf(name)), name];
            }
        }
    }
    return { order, ...(circle ? { circle } : {}) };
}
//# sourceMappingURL=order.js.map
;// CONCATENATED MODULE: ./build/src/compose/judge.js
// Whether this stack can be tried at all, and what in it can collide with another run.





/** What holds of a stack that Compose refused, too; `some`: others may stand in files that are not read. */
function judgeDraft({ stack, extent }, sources) {
    return [
        ...misspeltKeys(sources),
        ...(extent === 'all' ? judgeDependencies(stack, sources, []) : []),
        ...judgeCircles(stack, sources),
        ...judgeSettings(stack, sources),
    ];
}
function judgeStack(stack, sources) {
    const unselected = unselectedServices(stack, sources);
    return {
        problems: [
            ...stack.problems,
            ...judgeServices(stack, sources, unselected),
            ...judgeDependencies(stack, sources, unselected),
            ...judgeCircles(stack, sources),
            ...judgeSettings(stack, sources),
        ],
        notes: [
            ...stack.services.flatMap((service) => notesOn(service, sources)),
            ...notesOnNamed(stack, sources),
            ...unselected.map((name) => note(sources, ['services', name], {
                what: `${name} takes no part`,
                why: 'the selected profiles and services leave it out',
            })),
        ],
    };
}
/** Services that the files have and the resolved model lacks: their profiles are not selected. */
function unselectedServices(stack, sources) {
    const selected = new Set(stack.services.map(({ name }) => name));
    return keysBelow(sources, ['services']).filter((name) => !selected.has(name));
}
function judgeServices(stack, sources, unselected) {
    if (stack.services.length === 0 && stack.problems.length === 0) {
        const fix = unselected.length > 0
            ? `select a profile of ${unselected.slice(0, 5).join(', ')} with the input profiles`
            : 'add a service under `services:`';
        return [judge_fault(sources, ['services'], { what: 'the stack has no services', fix })];
    }
    return stack.services
        .filter((service) => !service.image && !service.build && !service.provider)
        .map(({ name }) => judge_fault(sources, ['services', name], {
        what: `${name} has neither an image nor a build`,
        fix: 'add `image:` or `build:` to it',
    }));
}
function judgeDependencies(stack, sources, unselected) {
    const names = new Set(stack.services.map(({ name }) => name));
    return stack.services.flatMap((service) => {
        const unknown = (needed, key, what) => {
            if (names.has(needed))
                return [];
            const fix = unselected.includes(needed)
                ? `select a profile of ${needed}, or write required: false`
                : didYouMean(needed, names);
            return [judge_fault(sources, ['services', service.name, ...key], { what, fix })];
        };
        return [
            ...service.dependsOn
                .filter(({ required }) => required)
                .flatMap(({ service: needed }) => unknown(needed, ['depends_on', needed], `${service.name} depends on ${needed}, which the stack lacks`)),
            ...buildsFrom(service).flatMap((needed) => unknown(needed, ['build', 'additional_contexts'], `${service.name} builds from ${needed}, which the stack lacks`)),
        ];
    });
}
function judgeCircles(stack, sources) {
    const starting = circleIn(stack.services, ({ dependsOn }) => dependsOn.map((one) => one.service));
    const building = circleIn(stack.services, buildsFrom);
    return [
        ...circleFault(starting, 'depends_on', 'depend on each other in a circle'),
        ...circleFault(building, 'build', 'are built from each other in a circle'),
    ];
    function circleFault(circle, key, verb) {
        if (!circle)
            return [];
        return [
            judge_fault(sources, ['services', circle[0] ?? '', key, circle[1] ?? ''], {
                what: `services ${verb}: ${circle.join(' -> ')}`,
                fix: 'remove one of these dependencies',
            }),
        ];
    }
}
function notesOn(service, sources) {
    const { name, containerName, networkMode, provider } = service;
    const at = (words, ...key) => note(sources, ['services', name, ...key], words);
    const notes = [];
    if (containerName) {
        const why = 'an engine has room for one container of a name, so two runs collide';
        notes.push(at({ what: `${name} is always named ${containerName}`, why }, 'container_name'));
    }
    for (const [index, port] of service.ports.entries()) {
        if (!port.published || port.published === '0')
            continue;
        const what = `${name} publishes the fixed host port ${port.published}`;
        const why = `another run or program on this host may hold it; \`"${port.target}"\` alone lets the engine choose`;
        notes.push(at({ what, why }, 'ports', index));
    }
    if (networkMode === 'host') {
        const why = 'its ports are the ports of the host, so two runs collide';
        notes.push(at({ what: `${name} uses the network of the host`, why }, 'network_mode'));
    }
    if (service.replicas === 0 && !provider) {
        const why = 'it has 0 replicas';
        notes.push(at({ what: `${name} is not started`, why }, 'scale'));
    }
    if (provider) {
        const why = 'a provider runs it outside the engine, so there is no container to wait for';
        notes.push(at({ what: `${name} has no container`, why }, 'provider'));
    }
    return notes;
}
function notesOnNamed(stack, sources) {
    return ['networks', 'volumes'].flatMap((section) => stack[section]
        .filter(({ external }) => external)
        .map(({ key, name }) => note(sources, [section, key], {
        what: `the ${section.slice(0, -1)} ${name} is external`,
        why: 'other stacks share it, so runs can disturb each other, and it must exist before',
    })));
}
function didYouMean(word, known) {
    const near = closest(word, known);
    return near ? `write ${near}` : `define a service ${word}`;
}
function judge_fault(sources, path, words) {
    const where = locateNearest(sources, path);
    return { stage: 'inputs', class: 'input', ...words, ...(where ? { where } : {}) };
}
function note(sources, path, words) {
    const where = locateNearest(sources, path);
    return { ...words, ...(where ? { where } : {}) };
}
//# sourceMappingURL=judge.js.map
;// CONCATENATED MODULE: ./build/src/event/commit.js
// Which commit a run is about, which tree it really tries, and why: both in words for the plan.
/** 40 hex digits, or 64 in a sha256 repository; all zeros is git's word for "no commit". */
function parseSha(value) {
    if (typeof value !== 'string')
        return undefined;
    const sha = value.trim().toLowerCase();
    return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha) && !/^0+$/.test(sha) ? sha : undefined;
}
function isPullRequest(event) {
    return event?.startsWith('pull_request') ?? false;
}
/** Events that hold the base repository's secrets, whoever's code they are about. */
function isPrivileged(event) {
    return event === 'pull_request_target' || event === 'workflow_run';
}
function chooseCommit(about, git) {
    const checkedOut = parseSha(git?.sha);
    const { sha, reason } = userCommit(about, git, checkedOut);
    const tree = describeTree(about, git, checkedOut, sha);
    return { ...(sha !== undefined && { sha }), shaReason: reason, tree };
}
function userCommit(about, git, checkedOut) {
    const { event, eventSha } = about;
    if (event === 'local') {
        const reason = checkedOut
            ? 'the commit that is checked out (HEAD)'
            : 'there is no git commit here, so no image can be named after one';
        return { sha: checkedOut, reason };
    }
    if (isBaseTree(about, checkedOut)) {
        const reason = `the commit of ${baseOf(about)}, because that is what is checked out, not ${commit_headOf(about)}`;
        return { sha: eventSha, reason };
    }
    const head = about.headSha ?? headOfMerge(about, git, checkedOut);
    if (head !== undefined)
        return { sha: head, reason: headReason(about, head) };
    if (eventSha !== undefined)
        return { sha: eventSha, reason: eventReason(about) };
    return {
        sha: checkedOut,
        reason: checkedOut
            ? 'the commit that is checked out (HEAD), because GITHUB_SHA names none'
            : 'neither GITHUB_SHA nor git names a commit',
    };
}
// GitHub's merge commit has the base as its first parent and the head as its second.
function headOfMerge(about, git, checkedOut) {
    if (!isPullRequest(about.event) || isPrivileged(about.event))
        return undefined;
    const isMerge = checkedOut !== undefined && checkedOut === about.eventSha;
    return isMerge && git?.parents.length === 2 ? parseSha(git.parents[1]) : undefined;
}
// Both privileged events run with the base repository's commit in GITHUB_SHA.
function isBaseTree(about, checkedOut) {
    if (!isPrivileged(about.event) || checkedOut === undefined)
        return false;
    return checkedOut === about.eventSha && checkedOut !== about.headSha;
}
function headReason(about, head) {
    if (about.event === 'workflow_run') {
        return 'the commit of the run that started this one (workflow_run.head_sha)';
    }
    const other = about.eventSha;
    if (other === undefined || other === head)
        return commit_headOf(about);
    const made = about.event === 'pull_request_target' ? 'base commit' : 'merge commit';
    return `${commit_headOf(about)}, not the ${made} ${commit_short(other)} that GitHub names in GITHUB_SHA`;
}
function commit_headOf(about) {
    if (about.event === 'workflow_run')
        return 'the commit of the run that started this one';
    return `the head of ${about.pullRequest ? `pull request #${about.pullRequest}` : 'the pull request'}`;
}
function baseOf(about) {
    if (about.event === 'workflow_run')
        return 'the default branch';
    return about.baseBranch ? `the base branch ${about.baseBranch}` : 'the base branch';
}
function eventReason(about) {
    const place = about.tag ? `tag ${about.tag}` : (about.branch ?? 'the ref');
    switch (about.event) {
        case 'push':
            return about.tag ? `the commit that ${place} points at` : `the commit pushed to ${place}`;
        case 'release':
            return `the commit that the release's ${about.tag ? place : 'tag'} points at`;
        case 'merge_group': {
            const base = about.baseBranch ?? 'the base branch';
            return `the merge queue's commit, which becomes the commit of ${base} when the queue merges it`;
        }
        case 'schedule':
            return `the newest commit of ${place} when the schedule ran`;
        case 'workflow_dispatch':
            return `the commit of ${place} when the workflow was started by hand`;
        default:
            if (!isPullRequest(about.event))
                return `the commit GitHub names for ${about.event} (GITHUB_SHA)`;
            return 'GITHUB_SHA, because the event does not name the head of the pull request';
    }
}
function describeTree(about, git, checkedOut, sha) {
    if (git === undefined || checkedOut === undefined) {
        return {
            kind: 'unknown',
            reason: 'no git commit is checked out, so which tree is tried is not known',
        };
    }
    const tried = `the tree that is tried is ${commit_short(checkedOut)}`;
    const dirt = git.dirty > 0 ? `, with ${git.dirty} changed ${git.dirty === 1 ? 'file' : 'files'}` : '';
    if (isBaseTree(about, checkedOut)) {
        return { kind: 'base', reason: `${tried}, the commit of ${baseOf(about)}${dirt}` };
    }
    if (checkedOut === sha)
        return { kind: 'commit', reason: `${tried}, that very commit${dirt}` };
    if (sha !== undefined && isMergeOf(about, git, checkedOut, sha)) {
        const into = about.baseBranch ?? 'the base branch';
        return { kind: 'merge', reason: `${tried}, the merge of ${commit_short(sha)} into ${into}${dirt}` };
    }
    const named = sha === undefined ? 'not a commit the event names' : `not ${commit_short(sha)}`;
    return {
        kind: 'other',
        reason: `${tried}, ${named}: a step or the checkout chose another one${dirt}`,
    };
}
function isMergeOf(about, git, checkedOut, sha) {
    const subject = about.event === 'workflow_run' ? about.cause : about.event;
    if (!isPullRequest(subject))
        return false;
    const madeByGitHub = checkedOut === about.eventSha && !isPrivileged(about.event);
    return madeByGitHub || (git.parents.length === 2 && parseSha(git.parents[1]) === sha);
}
function commit_short(sha) {
    return sha.slice(0, 7);
}
//# sourceMappingURL=commit.js.map
;// CONCATENATED MODULE: ./build/src/event/cell.js
// The row of "one workflow, every event" a run belongs to: every right follows from it.

// Events a stranger can cause without a pull request; GitHub gives them a read-only cache token.
const OPEN_EVENTS = [
    'discussion',
    'discussion_comment',
    'fork',
    'gollum',
    'issue_comment',
    'issues',
    'watch',
];
function cellOf(facts) {
    const { event, cause, fork } = facts;
    if (event === 'local')
        return 'laptop';
    if (isPrivileged(event) && fork)
        return 'privileged-fork';
    if (isPrivileged(event) && (isPullRequest(event) || isPullRequest(cause)))
        return 'privileged';
    if (isPullRequest(event))
        return pullRequestCell(facts);
    if (event === 'merge_group')
        return 'merge-queue';
    if (facts.tag !== undefined || event === 'release')
        return 'release';
    if (OPEN_EVENTS.includes(event))
        return 'open';
    return facts.branch === undefined ? 'elsewhere' : 'branch';
}
// A person who pushes to Dependabot's branch is the actor then, and has a person's rights.
function pullRequestCell({ fork, actor }) {
    if (fork)
        return 'fork';
    return actor === 'dependabot[bot]' ? 'dependabot' : 'pull-request';
}
//# sourceMappingURL=cell.js.map
;// CONCATENATED MODULE: ./build/src/event/cache-rights.js
// From which refs' build cache a run may read, and to which it may write.

/** The scope of a laptop: no ref, the builder's own disk. */
const LOCAL_SCOPE = 'local';
function decideCache(facts, wishes) {
    const cell = cellOf(facts);
    const mode = cell === 'laptop' ? undefined : wishes.cacheMode?.trim().toLowerCase();
    const read = decideRead(cell, facts, wishes);
    const write = decideWrite(cell, facts);
    const forbidden = `ACTIONS_CACHE_MODE is ${mode}`;
    return {
        read: read.allowed && (mode === 'none' || mode === 'write-only')
            ? { allowed: false, reason: `${forbidden}, which forbids reading the cache`, scopes: [] }
            : read,
        write: write.allowed && (mode === 'none' || mode === 'read')
            ? { allowed: false, reason: `${forbidden}, which forbids writing the cache` }
            : write,
    };
}
function noCache(reason) {
    return { read: { allowed: false, reason, scopes: [] }, write: { allowed: false, reason } };
}
function decideRead(cell, facts, wishes) {
    if (cell === 'laptop') {
        return {
            allowed: true,
            reason: 'a laptop reads the cache of its builder',
            scopes: [LOCAL_SCOPE],
        };
    }
    if (cell === 'release' && !wishes.cacheFromGiven) {
        const reason = 'a release is built without cache, which an earlier run could have poisoned';
        return { allowed: false, reason: `${reason}; cache-from brings it in`, scopes: [] };
    }
    const scopes = readScopes(cell, facts);
    if (scopes.length === 0) {
        return { allowed: false, reason: 'the event names no branch whose cache could be read', scopes };
    }
    const asked = cell === 'release' ? 'cache-from asks for cache, so this release reads' : 'reads';
    return { allowed: true, reason: `${asked} the cache of ${scopes.map(named).join(', ')}`, scopes };
}
function readScopes(cell, facts) {
    const base = headsOf(facts.baseBranch);
    const trunk = headsOf(facts.defaultBranch);
    const own = ownScope(cell, facts);
    return [...new Set([own, base, trunk].filter((scope) => scope !== undefined))];
}
// Only these have a scope of their own that a run before this one can have written.
function ownScope(cell, facts) {
    return cell === 'branch' || cell === 'pull-request' || cell === 'dependabot'
        ? facts.ref
        : undefined;
}
function decideWrite(cell, facts) {
    switch (cell) {
        case 'laptop':
            return {
                allowed: true,
                reason: 'a laptop writes the cache of its builder',
                scope: LOCAL_SCOPE,
            };
        case 'pull-request':
        case 'dependabot':
            return writeOwn(facts, 'a pull request writes a cache that only its own runs read');
        case 'branch':
            return writeBranch(facts);
        case 'fork':
            return deny('code from a fork reads the cache and never writes it');
        case 'privileged':
        case 'privileged-fork':
            return deny(`${facts.event} would write to the default branch's cache, which trusted runs read`);
        case 'merge-queue':
            return deny('the branch of a merge queue is temporary, so no later run would read its cache');
        case 'release':
            return deny('no later run reads the cache of a tag');
        case 'open':
            return deny(`anyone can cause ${facts.event}, so it never writes a cache that trusted runs read`);
        case 'elsewhere':
            return deny('the event names no branch whose cache could be written');
    }
}
// `isDefaultBranch` is generous for tag rules; writing where everyone reads needs the branch itself.
function writeBranch(facts) {
    const trunk = facts.branch === facts.defaultBranch;
    if (facts.event === 'push' || trunk) {
        const which = trunk ? 'the default branch' : `branch ${facts.branch}`;
        return writeOwn(facts, `${facts.event} on ${which} writes that branch's cache`);
    }
    return deny(`${facts.event} writes the cache on the default branch only, and this is ${facts.branch}`);
}
function writeOwn({ ref }, reason) {
    if (ref === undefined)
        return deny('the event names no ref whose cache could be written');
    return { allowed: true, reason, scope: ref };
}
function deny(reason) {
    return { allowed: false, reason };
}
function headsOf(branch) {
    return branch === undefined ? undefined : `refs/heads/${branch}`;
}
function named(scope) {
    return scope
        .replace(/^refs\/heads\//, '')
        .replace(/^refs\/pull\/(\d+)\/merge$/, 'pull request #$1');
}
//# sourceMappingURL=cache-rights.js.map
;// CONCATENATED MODULE: ./build/src/event/policy.js
// What a run may do with its images and its cache, and why: the plan prints every reason.


function decide(facts, wishes) {
    const refused = refuseForkCode(facts, wishes) ?? refusePush(facts, wishes);
    if (refused !== undefined) {
        const reason = `the run is refused: ${refused.what}`;
        return {
            refused,
            push: { kind: 'skip', reason },
            cache: noCache(reason),
            promote: { kind: 'no', reason },
        };
    }
    const push = decidePush(facts, wishes);
    const cache = wishes.mode === 'promote' ? noCache('mode: promote builds nothing') : decideCache(facts, wishes);
    return { push, cache, promote: decidePromote(facts, wishes, push) };
}
// Trusted is only what is provably the base repository's own commit, untouched.
function refuseForkCode(facts, wishes) {
    if (cellOf(facts) !== 'privileged-fork' || wishes.allowUnsafePrCheckout)
        return undefined;
    const isOurs = facts.checkedOut !== undefined && facts.checkedOut === facts.eventSha;
    if (isOurs && facts.dirty === 0)
        return undefined;
    const whose = facts.headRepository ?? 'a repository that is gone or not named';
    return {
        what: `${facts.event} would build and run code of ${whose} with the secrets of this repository`,
        why: isOurs
            ? `the checkout is this repository's commit, but ${policy_count(facts.dirty)} in it`
            : `nothing proves that the checkout is this repository's own commit: ${facts.tree.reason}`,
        fix: 'run the trial on pull_request, or set allow-unsafe-pr-checkout: true once its risk is accepted',
    };
}
function refusePush(facts, wishes) {
    if (wishes.push !== 'true' || wishes.mode === 'build')
        return undefined;
    if (facts.sha === undefined) {
        return {
            what: 'push is asked for, but there is no commit to name the images after',
            why: facts.shaReason,
            fix: 'run in a git repository with at least one commit, or without push',
        };
    }
    if (cellOf(facts) !== 'laptop' || facts.dirty === 0)
        return undefined;
    return {
        what: `push is asked for, but ${policy_count(facts.dirty)} in the working tree`,
        why: `the images would carry the name of commit ${facts.sha.slice(0, 7)} and hold something else`,
        fix: 'commit or stash the changes, or run without --push',
    };
}
function decidePush(facts, wishes) {
    if (wishes.push === 'false')
        return skip('push is false');
    if (wishes.mode === 'build')
        return skip('mode: build tries nothing, so it publishes nothing');
    if (facts.sha === undefined)
        return skip(`${facts.shaReason}, so there is no name to push under`);
    const asked = wishes.push === 'true';
    const cell = cellOf(facts);
    switch (cell) {
        case 'laptop':
            return asked ? go('--push asks for it') : skip('a laptop pushes only with --push');
        case 'fork':
        case 'dependabot':
            return skip(readOnlyReason(facts, asked));
        case 'pull-request':
        case 'privileged':
        case 'privileged-fork':
            return pushPullRequest(facts, asked);
        case 'release':
            return pushRelease(facts, asked);
        case 'merge-queue':
            return go('the merge queue tries the commit that is about to become the base branch');
        case 'branch':
            return go(`${facts.event} on branch ${facts.branch}`);
        case 'open':
            if (asked)
                return go(`push: true asks for it on ${facts.event}`);
            return skip(`anyone can cause ${facts.event}, so it pushes only with push: true`);
        case 'elsewhere':
            if (asked)
                return go('push: true asks for it, though the event names no branch and no tag');
            return skip(`${facts.event} names no branch and no tag, so it pushes only with push: true`);
    }
}
// A fork's token never writes; Dependabot's does not unless the workflow raises it: red for nobody's fault.
function readOnlyReason({ fork, headRepository }, asked) {
    const who = fork
        ? `the pull request comes from ${headRepository ?? 'a repository that is gone or not named'}`
        : 'the pull request was updated by dependabot[bot]';
    const although = asked ? ', although push is true' : '';
    return `${who}, so GitHub gives it a read-only token and nothing is pushed${although}`;
}
function pushPullRequest(facts, asked) {
    const number = facts.pullRequest;
    if (!asked)
        return skip('a pull request pushes only with push: true');
    // A tag pr-N on the base's code would say that the pull request was tried.
    if (facts.tree.kind === 'base')
        return skip(`the pull request is not what is tried: ${facts.tree.reason}`);
    return go(number === undefined ? 'push: true asks for it' : `push: true pushes pr-${number}`);
}
function pushRelease({ event, action, tag }, asked) {
    const gone = event === 'release' && (action === 'deleted' || action === 'unpublished');
    if (gone && !asked)
        return skip(`the release was ${action}, so there is nothing to publish`);
    return go(tag === undefined ? 'a release' : `${event} of tag ${tag}`);
}
function decidePromote(facts, wishes, push) {
    if (wishes.promote === 'never')
        return no('promote is never');
    if (push.kind === 'skip')
        return no(`a promotion is a push, and nothing is pushed: ${push.reason}`);
    const certified = 'the image of this commit is promoted if it has a certificate';
    if (wishes.mode === 'promote')
        return { kind: 'try', reason: `mode: promote: ${certified}` };
    if (wishes.promote === 'always')
        return { kind: 'try', reason: `promote: always: ${certified}` };
    if (cellOf(facts) === 'release')
        return { kind: 'try', reason: `a release: ${certified}` };
    return no('only a tag or a release promotes an image that has passed already');
}
function policy_count(changed) {
    return changed === 1 ? '1 file is changed' : `${changed} files are changed`;
}
function go(reason) {
    return { kind: 'push', reason };
}
function skip(reason) {
    return { kind: 'skip', reason };
}
function no(reason) {
    return { kind: 'no', reason };
}
//# sourceMappingURL=policy.js.map
;// CONCATENATED MODULE: ./build/src/inputs/csv.js
// One line of comma-separated fields with the quotes of RFC 4180.

/**
 * A quoted part stands for a whole field, or for the value after the first `=` of one: both
 * `"value=a,b"` and `value="a,b"` are the field `value=a,b`. A doubled quote in it is one quote.
 * Blanks around a field are no part of it.
 */
function splitCsv(line) {
    const cursor = { line, at: 0 };
    const fields = [];
    for (;;) {
        const field = readField(cursor);
        if (field.kind === 'bad')
            return field;
        fields.push(field.value);
        if (cursor.at >= line.length)
            return values_ok(fields);
        cursor.at++;
    }
}
function readField(cursor) {
    const plain = takeWhile(cursor, /[^",]*/y);
    if (cursor.line[cursor.at] !== '"')
        return values_ok(plain.trim());
    if (!/^\s*(?:[^=\s][^=]*=\s*)?$/.test(plain))
        return strayQuote(plain);
    const inner = csv_readQuoted(cursor);
    if (inner.kind === 'bad')
        return inner;
    const rest = takeWhile(cursor, /[^,]*/y);
    if (rest.trim() !== '')
        return strayQuote(rest.trim());
    return values_ok(plain.trim() + inner.value);
}
function csv_readQuoted(cursor) {
    cursor.at++;
    const inner = takeWhile(cursor, /(?:[^"]|"")*/y);
    if (cursor.line[cursor.at] !== '"') {
        return bad(`${values_quoted(cursor.line)} has a quote that is not closed`, 'close it with a second "');
    }
    cursor.at++;
    return values_ok(inner.replaceAll('""', '"'));
}
function takeWhile(cursor, pattern) {
    pattern.lastIndex = cursor.at;
    const taken = pattern.exec(cursor.line)?.[0] ?? '';
    cursor.at += taken.length;
    return taken;
}
function strayQuote(beside) {
    return bad(`a quote stands in the middle of a field, beside ${values_quoted(beside)}`, 'put the whole field in quotes and write a quote inside it as ""');
}
//# sourceMappingURL=csv.js.map
;// CONCATENATED MODULE: ./build/src/tags/date-format.js
// Dates in the format words of moment.js, as far as tags and labels use them, in any time zone.
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
];
const DAY_MS = 86_400_000;
const TOKENS = new Map([
    ['YYYY', ({ wall }) => pad(wall.getUTCFullYear(), 4)],
    ['YY', ({ wall }) => pad(wall.getUTCFullYear() % 100, 2)],
    ['GGGG', ({ wall }) => pad(isoWeek(wall).year, 4)],
    ['Q', ({ wall }) => Math.floor(wall.getUTCMonth() / 3) + 1],
    ['M', ({ wall }) => wall.getUTCMonth() + 1],
    ['MM', ({ wall }) => pad(wall.getUTCMonth() + 1, 2)],
    ['MMM', ({ wall }) => (MONTHS[wall.getUTCMonth()] ?? '').slice(0, 3)],
    ['MMMM', ({ wall }) => MONTHS[wall.getUTCMonth()] ?? ''],
    ['W', ({ wall }) => isoWeek(wall).week],
    ['WW', ({ wall }) => pad(isoWeek(wall).week, 2)],
    ['D', ({ wall }) => wall.getUTCDate()],
    ['DD', ({ wall }) => pad(wall.getUTCDate(), 2)],
    ['Do', ({ wall }) => ordinal(wall.getUTCDate())],
    ['DDD', ({ wall }) => dayOfYear(wall)],
    ['DDDD', ({ wall }) => pad(dayOfYear(wall), 3)],
    ['d', ({ wall }) => wall.getUTCDay()],
    ['ddd', ({ wall }) => (DAYS[wall.getUTCDay()] ?? '').slice(0, 3)],
    ['dddd', ({ wall }) => DAYS[wall.getUTCDay()] ?? ''],
    ['E', ({ wall }) => wall.getUTCDay() || 7],
    ['H', ({ wall }) => wall.getUTCHours()],
    ['HH', ({ wall }) => pad(wall.getUTCHours(), 2)],
    ['h', ({ wall }) => wall.getUTCHours() % 12 || 12],
    ['hh', ({ wall }) => pad(wall.getUTCHours() % 12 || 12, 2)],
    ['a', ({ wall }) => (wall.getUTCHours() < 12 ? 'am' : 'pm')],
    ['A', ({ wall }) => (wall.getUTCHours() < 12 ? 'AM' : 'PM')],
    ['m', ({ wall }) => wall.getUTCMinutes()],
    ['mm', ({ wall }) => pad(wall.getUTCMinutes(), 2)],
    ['s', ({ wall }) => wall.getUTCSeconds()],
    ['ss', ({ wall }) => pad(wall.getUTCSeconds(), 2)],
    ['X', ({ instant }) => Math.floor(instant.getTime() / 1000)],
    ['x', ({ instant }) => instant.getTime()],
    ['Z', ({ offsetMinutes }) => renderOffset(offsetMinutes, ':')],
    ['ZZ', ({ offsetMinutes }) => renderOffset(offsetMinutes, '')],
]);
// What moment.js reads as one token, longest first; text in brackets is literal.
const WORD = /\[([^[\]]*)\]|YYYYYY|YYYYY|YYYY|YY|Y|GGGGG|GGGG|GG|ggggg|gggg|gg|Qo|Q|MMMM|MMM|MM|Mo|M|WW|Wo|W|ww|wo|w|DDDD|DDDo|DDD|DD|Do|D|dddd|ddd|dd|do|d|E|e|HH|H|hh|h|kk|k|A|a|mm|m|ss|s|S{1,9}|X|x|ZZ|Z|zz|z|N{1,5}|yo|y{1,4}|LTS|LT|L{1,4}|l{1,4}/g;
/** The first token that moment.js knows and this project does not, which must not pass as letters. */
function unknownDateToken(format) {
    for (const [word, literal] of format.matchAll(WORD)) {
        if (literal === undefined && rendererOf(word) === undefined)
            return word;
    }
    return undefined;
}
function isTimeZone(zone) {
    try {
        return new Intl.DateTimeFormat('en-US', { timeZone: zone }) !== undefined;
    }
    catch {
        // The constructor has no other way to say that it does not know the zone.
        return false;
    }
}
/** `zone` is one that isTimeZone() knows. */
function formatDate(date, format, zone) {
    const moment = momentAt(date, zone);
    return format.replaceAll(WORD, (word, literal) => {
        return literal ?? String(rendererOf(word)?.(moment) ?? word);
    });
}
function rendererOf(word) {
    const digits = word.length;
    // Dates count milliseconds, so every finer digit is zero.
    if (word.startsWith('S')) {
        return ({ wall }) => pad(wall.getUTCMilliseconds(), 3).padEnd(digits, '0').slice(0, digits);
    }
    return TOKENS.get(word);
}
function momentAt(instant, zone) {
    const parts = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
    }).formatToParts(instant);
    const field = (type) => Number(parts.find((part) => part.type === type)?.value);
    const milliseconds = ((instant.getTime() % 1000) + 1000) % 1000;
    const wallMs = Date.UTC(field('year'), field('month') - 1, field('day'), field('hour'), field('minute'), field('second'), milliseconds);
    const offsetMinutes = Math.round((wallMs - instant.getTime()) / 60_000);
    return { instant, wall: new Date(wallMs), offsetMinutes };
}
function pad(value, length) {
    return String(value).padStart(length, '0');
}
function renderOffset(minutes, separator) {
    const size = Math.abs(minutes);
    const clock = `${pad(Math.floor(size / 60), 2)}${separator}${pad(size % 60, 2)}`;
    return `${minutes < 0 ? '-' : '+'}${clock}`;
}
function ordinal(day) {
    const teen = day > 10 && day < 14;
    const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
    return `${day}${ending}`;
}
function dayOfYear(wall) {
    return Math.floor((wall.getTime() - Date.UTC(wall.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;
}
// ISO 8601: a week belongs to the year of its Thursday.
function isoWeek(wall) {
    const thursday = new Date(wall.getTime() + (4 - (wall.getUTCDay() || 7)) * DAY_MS);
    return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) };
}
//# sourceMappingURL=date-format.js.map
;// CONCATENATED MODULE: ./build/src/tags/expressions.js
// The {{expressions}} of docker/metadata-action in tag rules, labels and annotations.
//
// Different on purpose: nothing is escaped for HTML (a branch `a&b` becomes `a-b`, not `a-amp-b`),
// an unknown expression is a problem instead of an empty text, and {{service}} is the name of the
// Compose service.


const globalNames = [
    'branch',
    'tag',
    'sha',
    'base_ref',
    'is_default_branch',
    'is_not_default_branch',
    'service',
];
const dateNames = ['date', 'commit_date'];
const versionNames = ['raw', 'version', 'major', 'minor', 'patch'];
function textTemplate(text) {
    return text === '' ? [] : [{ kind: 'text', text }];
}
function parseTemplate(text, vocabulary) {
    const parts = [];
    let at = 0;
    for (;;) {
        const open = text.indexOf('{{', at);
        parts.push(...textTemplate(text.slice(at, open < 0 ? text.length : open)));
        if (open < 0)
            return values_ok(parts);
        const close = closeOf(text, open + 2);
        if (close < 0)
            return bad(`the "{{" in ${values_quoted(text)} is not closed`, 'close it with "}}"');
        const part = parseExpression(text.slice(open + 2, close).trim(), vocabulary);
        if (part.kind === 'bad')
            return part;
        parts.push(part.value);
        at = close + 2;
    }
}
function closeOf(text, from) {
    let quote = '';
    for (let at = from; at < text.length; at++) {
        const character = text[at] ?? '';
        if (quote === '' && text.startsWith('}}', at))
            return at;
        if (character === quote)
            quote = '';
        else if (quote === '' && (character === '"' || character === "'"))
            quote = character;
    }
    return -1;
}
function parseExpression(body, vocabulary) {
    const [, name = '', rest = ''] = /^(\w*)\s*(.*)$/s.exec(body) ?? [];
    const dateName = dateNames.find((known) => known === name);
    if (dateName !== undefined)
        return parseDate(dateName, rest);
    const values = vocabulary === 'version' ? [...versionNames, ...globalNames] : globalNames;
    const known = values.find((word) => word === name);
    const words = [...values, ...dateNames];
    if (known === undefined) {
        const near = values_nearestWord(name, words);
        return bad(`{{${body}}} is not a known expression`, near ? `did you mean {{${near}}}?` : `write one of ${words.join(', ')} in the braces`);
    }
    if (rest !== '')
        return bad(`{{${body}}} has more than a name`, `write {{${known}}}`);
    return values_ok({ kind: 'value', name: known });
}
const dateArguments = /^(?:'([^']*)'|"([^"]*)")\s*(?:tz=(?:'([^']*)'|"([^"]*)"))?$/;
function parseDate(name, rest) {
    const found = dateArguments.exec(rest);
    if (!found) {
        return bad(`{{${name}${rest && ` ${rest}`}}} has no format in quotes`, `write {{${name} 'YYYYMMDD'}} or {{${name} 'YYYYMMDD' tz='Asia/Tokyo'}}`);
    }
    const format = found[1] ?? found[2] ?? '';
    const zone = found[3] ?? found[4] ?? 'UTC';
    const unknown = unknownDateToken(format);
    if (unknown !== undefined) {
        return bad(`the date format ${values_quoted(format)} has the unsupported token ${values_quoted(unknown)}`, `write [${unknown}] if these are plain letters`);
    }
    if (!isTimeZone(zone)) {
        return bad(`${values_quoted(zone)} is not a time zone`, "write one such as tz='Europe/Berlin'");
    }
    return values_ok({ kind: 'date', name, format, zone });
}
function expressions_makeScope(facts, service) {
    const hasBase = facts.tag !== undefined || facts.pullRequest !== undefined;
    return {
        now: facts.now,
        commitDate: facts.commitDate,
        values: {
            branch: facts.branch ?? '',
            tag: facts.tag ?? '',
            sha: shortSha(facts),
            base_ref: hasBase ? (facts.baseBranch ?? '') : '',
            is_default_branch: String(facts.isDefaultBranch),
            is_not_default_branch: String(!facts.isDefaultBranch),
            service,
        },
    };
}
function withValues(scope, values) {
    return { ...scope, values: { ...scope.values, ...values } };
}
// metadata-action cuts, it does not ask git for the shortest unique abbreviation.
function shortSha(facts) {
    return (facts.sha ?? '').slice(0, facts.shortShaLength ?? 7);
}
function render(template, scope) {
    return template.map((part) => renderPart(part, scope)).join('');
}
function renderPart(part, scope) {
    switch (part.kind) {
        case 'text':
            return part.text;
        case 'value':
            return scope.values[part.name] ?? '';
        case 'date': {
            const date = part.name === 'date' ? scope.now : scope.commitDate;
            return formatDate(date, part.format, part.zone);
        }
    }
}
/** The names of the values that a template asks for. */
function namesIn(template) {
    return new Set(template.flatMap((part) => (part.kind === 'text' ? [] : [part.name])));
}
/** Exactly one expression of that name, and nothing beside it. */
function isOnly(template, name) {
    const [part] = template;
    return template.length === 1 && part?.kind === 'value' && part.name === name;
}
//# sourceMappingURL=expressions.js.map
;// CONCATENATED MODULE: ./build/src/tags/patterns.js
// Regular expressions that users write into tag rules.

/** GitHub's refs are shorter: what a careless expression costs grows with the text it is put to. */
const longestSubject = 255;
const nothing = '';
/** `slashes`: may also be written as `/expression/flags`. */
function parsePattern(text, form) {
    const [, source = text, flags = ''] = (form === 'slashes' && /^\/(.+)\/(.*)$/s.exec(text)) || [];
    try {
        const expression = new RegExp(source, flags);
        // An alternative that is empty matches anything, and so tells how many groups there are.
        const [, ...groups] = new RegExp(`${source}|`, flags).exec(nothing) ?? [];
        return values_ok({ text, expression, groups: groups.length });
    }
    catch (error) {
        const reason = error instanceof Error ? error.message.replace(/^.*: /s, '') : String(error);
        return bad(`${values_quoted(text)} is not a regular expression: ${reason}`, 'correct it, and put the whole attribute in quotes if it holds a comma: "pattern=v\\d{1,2}"');
    }
}
/** As String.match: with the flag g the entries are all matches instead of the groups of one. */
function matchPattern(pattern, subject) {
    return subject.match(pattern.expression) ?? undefined;
}
//# sourceMappingURL=patterns.js.map
;// CONCATENATED MODULE: ./build/src/tags/attributes.js
// The `key=value,…` lines of tag rules and flavors: every problem of a line is kept, none thrown.




class Attributes {
    text;
    fields;
    #problems = [];
    constructor(text) {
        this.text = text.trim();
        const fields = splitCsv(this.text);
        if (fields.kind === 'bad')
            this.#problems.push({ what: fields.what, fix: fields.fix });
        // A template of a workflow often leaves an empty field behind; it asks for nothing.
        const given = fields.kind === 'ok' ? fields.value.filter((field) => field !== '') : [];
        this.fields = given.map(splitField);
    }
    get sound() {
        return this.#problems.length === 0;
    }
    problemsAt(line) {
        return this.#problems.map((problem) => ({ ...problem, line }));
    }
    refuse(what, fix) {
        this.#problems.push({ what, fix });
    }
    template(text, vocabulary = 'global') {
        return this.#valueOf(parseTemplate(text, vocabulary)) ?? textTemplate(text);
    }
    pattern(text, form) {
        return this.#valueOf(parsePattern(text, form));
    }
    choice(key, given, choices) {
        const found = choices.find((choice) => choice === given);
        if (found !== undefined)
            return found;
        const near = values_nearestWord(given, choices);
        const fix = near ? `did you mean ${key}=${near}?` : `write one of ${choices.join(', ')}`;
        return this.refuse(`${key} is ${values_quoted(given)}`, fix);
    }
    #valueOf(parsed) {
        return parsed.kind === 'ok' ? parsed.value : this.refuse(parsed.what, parsed.fix);
    }
}
function splitField(field) {
    const equals = field.indexOf('=');
    // The `=` of {{date 'YYYY' tz='UTC'}} parts no attribute from its value.
    if (equals <= 0 || field.slice(0, equals).includes('{{'))
        return [undefined, field];
    return [field.slice(0, equals).trim().toLowerCase(), field.slice(equals + 1).trim()];
}
//# sourceMappingURL=attributes.js.map
;// CONCATENATED MODULE: ./build/src/tags/flavor.js
// The `flavor` input: what holds for all tags, in the grammar of docker/metadata-action.


const plainFlavor = { latest: 'auto' };
const flavor_keys = ['latest', 'prefix', 'suffix', 'onlatest'];
/** Later lines win over earlier ones; `onlatest` is about the prefix or suffix before it. */
function parseFlavor(lines) {
    let flavor = plainFlavor;
    const problems = [];
    for (const { text, line } of lines) {
        const attributes = new Attributes(text);
        let about;
        for (const [key, value] of attributes.fields) {
            flavor = { ...flavor, ...flavor_readField({ attributes, flavor, about, key, value }) };
            if (key === 'prefix' || key === 'suffix')
                about = key;
        }
        problems.push(...attributes.problemsAt(line));
    }
    return { flavor, problems };
}
function flavor_readField({ attributes, flavor, about, key, value }) {
    switch (key) {
        case 'latest': {
            const latest = attributes.choice(key, value, ['auto', 'true', 'false']);
            return latest ? { latest } : {};
        }
        case 'prefix':
        case 'suffix':
            return {
                [key]: { text: attributes.template(value), onLatest: flavor[key]?.onLatest ?? false },
            };
        case 'onlatest': {
            const onLatest = attributes.choice(key, value, ['true', 'false']);
            const affix = about && flavor[about];
            if (about === undefined || affix === undefined) {
                attributes.refuse('onlatest stands without a prefix or suffix before it', 'write it behind one, as in prefix=dev-,onlatest=true');
                return {};
            }
            return { [about]: { ...affix, onLatest: onLatest === 'true' } };
        }
        default:
            return refuseField(attributes, key ?? value);
    }
}
function refuseField(attributes, word) {
    const near = values_nearestWord(word, flavor_keys);
    const fix = near ? `did you mean ${near}=?` : `write one of ${flavor_keys.join('=, ')}=`;
    attributes.refuse(`${values_quoted(word)} is not a setting of the flavor`, fix);
    return {};
}
//# sourceMappingURL=flavor.js.map
;// CONCATENATED MODULE: ./build/src/tags/labels.js
// The OCI labels and annotations of an image, and those of the user over them.
//
// Different from metadata-action on purpose: `created` is the date of the commit, so that building
// a commit again gives the same image, and an annotation may name its own levels, as for buildx.


function makeLabels(question) {
    const scope = expressions_makeScope(question.facts, question.service);
    const { entries, problems } = renderAll(question.user, scope);
    return { entries: sorted([...standardLabels(question), ...entries]), problems };
}
/** Where BuildKit can put an annotation. */
const levels = (/* unused pure expression or super */ null && (['manifest', 'index', 'manifest-descriptor', 'index-descriptor']));
/** Keys come out as buildx reads them: `manifest:org.opencontainers.image.title`. */
function makeAnnotations(question, usual = ['manifest']) {
    const scope = makeScope(question.facts, question.service);
    const user = renderAll(question.user, scope);
    const problems = [...user.problems];
    const entries = [...standardLabels(question)].flatMap(([key, value]) => atLevels(usual, key, value));
    for (const [key, value] of user.entries) {
        const place = parseLevels(key, usual);
        if ('what' in place)
            problems.push(place);
        else
            entries.push(...atLevels(place.levels, place.name, value));
    }
    return { entries: sorted(entries), problems };
}
function standardLabels(question) {
    const { facts, repository, version } = question;
    const values = [
        ['title', repository.title ?? ''],
        ['description', repository.description ?? ''],
        ['url', repository.url ?? ''],
        ['source', repository.url ?? ''],
        ['version', version ?? ''],
        ['created', facts.commitDate.toISOString()],
        ['revision', facts.sha ?? ''],
        ['licenses', repository.licenses ?? ''],
    ];
    return values.map(([name, value]) => [`org.opencontainers.image.${name}`, value]);
}
function renderAll(user, scope) {
    const entries = [];
    const problems = [];
    for (const [key, text] of user) {
        const template = parseTemplate(text, 'global');
        if (template.kind === 'ok')
            entries.push([key, render(template.value, scope)]);
        else
            problems.push({ what: `${values_quoted(key)}: ${template.what}`, fix: template.fix });
    }
    return { entries, problems };
}
/** `index:key`, `manifest,index:key`, `manifest[linux/amd64]:key`, or the key alone. */
function parseLevels(key, usual) {
    const [, prefix, name] = /^([a-z,[\]/0-9A-Z_ -]+):(.*)$/s.exec(key) ?? [];
    if (prefix === undefined || name === undefined)
        return { levels: usual, name: key };
    const given = prefix.split(',').map((level) => level.trim());
    for (const level of given) {
        const [, kind = ''] = /^([a-z-]+)(?:\[[A-Za-z0-9_/-]+\])?$/.exec(level) ?? [];
        if (levels.some((known) => known === kind))
            continue;
        const near = nearestWord(level, levels);
        return {
            what: `${quoted(level)} in ${quoted(key)} is not a level of annotations`,
            fix: near ? `did you mean ${near}:?` : `write one of ${levels.join(':, ')}:`,
        };
    }
    if (name !== '')
        return { levels: given, name };
    return { what: `${quoted(key)} has no name`, fix: `write it behind the colon, as in ${key}name` };
}
function atLevels(at, key, value) {
    return at.map((level) => [`${level}:${key}`, value]);
}
// By code units rather than a locale, so that every machine makes the same image.
function sorted(entries) {
    const last = new Map(entries);
    return new Map([...last].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
//# sourceMappingURL=labels.js.map
;// CONCATENATED MODULE: ./build/src/tags/rules.js
// The `tags` input: one rule per line, in the grammar of docker/metadata-action.


const version = { priority: 900, required: 'pattern', optional: ['value', 'match'] };
const types = {
    schedule: { priority: 1000, optional: ['pattern'], example: 'type=schedule,pattern=nightly' },
    semver: { ...version, example: 'type=semver,pattern={{version}}' },
    pep440: { ...version, example: 'type=pep440,pattern={{version}}' },
    match: {
        priority: 800,
        required: 'pattern',
        optional: ['group', 'value'],
        example: 'type=match,pattern=v(.*),group=1',
    },
    edge: { priority: 700, optional: ['branch'], example: 'type=edge,branch=main' },
    ref: { priority: 600, required: 'event', optional: [], example: 'type=ref,event=branch' },
    raw: { priority: 200, required: 'value', optional: [], example: 'type=raw,value=stable' },
    sha: { priority: 100, optional: ['format'], example: 'type=sha,format=long' },
};
const ruleTypes = ['schedule', 'semver', 'pep440', 'match', 'edge', 'ref', 'raw', 'sha'];
const commonKeys = ['enable', 'priority', 'prefix', 'suffix'];
function parseTagRules(lines) {
    const rules = [];
    const problems = [];
    for (const { text, line } of lines) {
        if (text.trim() === '')
            continue;
        const attributes = new Attributes(text);
        const rule = readRule(attributes);
        problems.push(...attributes.problemsAt(line));
        if (rule && attributes.sound)
            rules.push({ ...rule, line });
    }
    return { rules: byPriority(rules), problems };
}
/** Rules of the program rather than of a user: they are known to be sound, and carry no line. */
function ownRules(texts) {
    return byPriority(texts.flatMap((text) => readRule(new Attributes(text)) ?? []));
}
function byPriority(rules) {
    return rules.toSorted((one, other) => other.priority - one.priority);
}
function readRule(attributes) {
    const given = new Map();
    for (const [key = 'value', value] of attributes.fields) {
        if (given.has(key))
            attributes.refuse(`${values_quoted(key)} is given twice`, `keep one ${key}=`);
        given.set(key, value);
    }
    if (!attributes.sound)
        return undefined;
    const reading = { attributes, given };
    const type = readType(reading);
    if (type === undefined || !knowsAll(type, reading))
        return undefined;
    const common = readCommon(type, reading);
    const own = readOwn(type, reading);
    return own && { ...common, ...own };
}
function readType({ attributes, given }) {
    const word = given.get('type');
    return word === undefined ? 'raw' : attributes.choice('type', word, ruleTypes);
}
function knowsAll(type, { attributes, given }) {
    const { required, optional, example } = types[type];
    const known = [...(required ? [required] : []), ...optional, ...commonKeys];
    for (const key of given.keys()) {
        if (key === 'type' || known.includes(key))
            continue;
        const near = values_nearestWord(key, known);
        const fix = near ? `did you mean ${near}=?` : `write one of ${known.join('=, ')}=`;
        attributes.refuse(`${values_quoted(key)} is not an attribute of type=${type}`, fix);
    }
    if (required && !given.get(required)) {
        const state = given.has(required) ? 'an empty' : 'no';
        const idle = required === 'value' ? ', or switch the rule off with enable=false' : '';
        attributes.refuse(`the rule has ${state} ${values_quoted(required)}`, `write it as ${example}${idle}`);
    }
    return attributes.sound;
}
function readCommon(type, { attributes, given }) {
    const usual = usualPrefix(type, given.get('event'));
    const prefix = given.get('prefix') ?? usual;
    const suffix = given.get('suffix');
    const priority = given.get('priority') ?? String(types[type].priority);
    if (!/^-?\d{1,9}(\.\d{1,9})?$/.test(priority)) {
        attributes.refuse(`priority is ${values_quoted(priority)}`, 'write a number, such as priority=500');
    }
    return {
        text: attributes.text,
        enable: readEnable(given.get('enable') ?? 'true', attributes),
        priority: Number(priority),
        ...(prefix !== undefined && { prefix: attributes.template(prefix) }),
        ...(suffix !== undefined && { suffix: attributes.template(suffix) }),
    };
}
function usualPrefix(type, event) {
    if (type === 'sha')
        return 'sha-';
    return type === 'ref' && event === 'pr' ? 'pr-' : undefined;
}
function readEnable(text, attributes) {
    const template = attributes.template(text);
    const fixed = template.every((part) => part.kind === 'text');
    if (fixed)
        attributes.choice('enable', text, ['true', 'false']);
    return template;
}
function readOwn(type, reading) {
    const { attributes, given } = reading;
    switch (type) {
        case 'schedule':
            return { type, pattern: attributes.template(given.get('pattern') ?? 'nightly') };
        case 'semver':
        case 'pep440':
            return readVersion(type, reading);
        case 'match':
            return readMatch(reading);
        case 'edge': {
            const branch = given.get('branch');
            return { type, ...(branch && { branch: attributes.template(branch) }) };
        }
        case 'ref': {
            const events = ['branch', 'tag', 'pr'];
            const event = attributes.choice('event', given.get('event') ?? '', events);
            return event && { type, event };
        }
        case 'raw':
            return { type, value: attributes.template(given.get('value') ?? '') };
        case 'sha': {
            const formats = ['short', 'long'];
            const format = attributes.choice('format', given.get('format') ?? 'short', formats);
            return format && { type, format };
        }
    }
}
function readVersion(type, { attributes, given }) {
    const text = given.get('match');
    const match = text ? attributes.pattern(text, 'plain') : undefined;
    if (match?.groups === 0) {
        attributes.refuse(`match=${match.text} has no group, and the version is taken from the first`, 'put the part that is the version in parentheses');
    }
    const pattern = attributes.template(given.get('pattern') ?? '', 'version');
    return { type, pattern, ...readValue({ attributes, given }), ...(match && { match }) };
}
function readMatch({ attributes, given }) {
    const group = given.get('group') ?? '0';
    if (!/^\d{1,3}$/.test(group)) {
        attributes.refuse(`group is ${values_quoted(group)}`, 'write the number of a group, 0 for the whole');
    }
    const pattern = attributes.pattern(given.get('pattern') ?? '', 'slashes');
    const value = readValue({ attributes, given });
    return pattern && { type: 'match', pattern, group: Number(group), ...value };
}
// An empty value is as good as none: the tag of the event is taken.
function readValue({ attributes, given }) {
    const value = given.get('value');
    return value ? { value: attributes.template(value) } : {};
}
//# sourceMappingURL=rules.js.map
;// CONCATENATED MODULE: ./build/src/tags/set.js
// The tags gathered so far: names that a registry takes, each once, none for two different things.

class TagSet {
    warnings = [];
    problems = [];
    #entries = new Map();
    get tags() {
        return [...this.#entries.values()].map(({ tag }) => tag);
    }
    /** False when it can't be a tag: then the reason is among the problems, or the warnings. */
    add(candidate) {
        const tag = tagOf(candidate);
        const known = this.#entries.get(tag.name);
        const fault = faultOf(tag.name, candidate) ?? collisionOf(candidate, known);
        if (fault === undefined) {
            this.#entries.set(tag.name, {
                text: candidate.text,
                tag: known ? merge(known.tag, tag) : tag,
            });
            return true;
        }
        if (candidate.line === undefined)
            this.warnings.push(`${fault.what}, so it is left out`);
        else
            this.problems.push({ ...fault, line: candidate.line });
        return false;
    }
}
function tagOf({ text, reason, immutable, ordering }) {
    const name = text.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
    if (immutable)
        return { name, reason, kind: 'immutable' };
    // However it comes about, a tag of that name moves as latest does.
    const isLatest = name === 'latest' && ordering.kind !== 'latest';
    return { name, reason, kind: 'floating', ordering: isLatest ? { kind: 'latest' } : ordering };
}
// Limits of the OCI distribution specification for the name of a tag.
const longestName = 128;
function faultOf(name, { text, reason }) {
    if (name === '')
        return { what: `${reason} is an empty tag`, fix: 'give the rule a value' };
    if (/^[.-]/.test(name)) {
        return {
            what: `${values_quoted(text)} becomes the tag ${values_quoted(name)}, which starts with "${name[0]}"`,
            fix: 'put a letter, a digit or _ in front, such as prefix=v',
        };
    }
    if (name.length <= longestName)
        return undefined;
    return {
        what: `the tag ${values_quoted(name)} has ${name.length} characters`,
        fix: `shorten it to at most ${longestName}`,
    };
}
function collisionOf({ text }, known) {
    if (known === undefined || known.text === text)
        return undefined;
    return {
        what: `${values_quoted(text)} and ${values_quoted(known.text)} both become the tag ${values_quoted(known.tag.name)}`,
        fix: 'tell them apart with a prefix or suffix, or remove one of the rules',
    };
}
/** Of two rules for one tag the stricter holds. */
function merge(one, other) {
    const named = { name: one.name, reason: `${one.reason}, and ${other.reason}` };
    if (one.kind === 'immutable' || other.kind === 'immutable')
        return { ...named, kind: 'immutable' };
    const ordering = isVague(one.ordering) ? other.ordering : one.ordering;
    return { ...named, kind: 'floating', ordering };
}
function isVague(ordering) {
    return ordering.kind === 'other' || (ordering.kind === 'latest' && !ordering.version);
}
//# sourceMappingURL=set.js.map
// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __nccwpck_require__(2088);
;// CONCATENATED MODULE: ./build/src/tags/pep440.js
// Versions of Python projects: the grammar, the normal form and the order of PEP 440.
// Longer ones are no version anybody releases, and a text of unlimited length is never matched.
const longestVersion = 256;
const grammar = new RegExp([
    String.raw `^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)`,
    String.raw `(?:[-_.]?(?<letter>alpha|a|beta|b|preview|pre|c|rc)(?:[-_.]?(?<pre>\d+))?)?`,
    String.raw `(?:-(?<bare>\d+)|(?<post>[-_.]?(?:post|rev|r)(?:[-_.]?(?<number>\d+))?))?`,
    String.raw `(?<dev>[-_.]?dev(?:[-_.]?(?<devNumber>\d+))?)?`,
    String.raw `(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$`,
].join(''), 'i');
function parsePep440(text) {
    if (text.length > longestVersion)
        return undefined;
    const groups = grammar.exec(text.trim())?.groups;
    if (groups === undefined)
        return undefined;
    const { letter, bare, post, dev, local } = groups;
    return {
        epoch: Number(groups['epoch'] ?? 0),
        release: (groups['release'] ?? '0').split('.').map(Number),
        ...(letter && { pre: [letterOf(letter), Number(groups['pre'] ?? 0)] }),
        ...((bare ?? post) !== undefined && { post: Number(bare ?? groups['number'] ?? 0) }),
        ...(dev !== undefined && { dev: Number(groups['devNumber'] ?? 0) }),
        ...(local && { local: local.toLowerCase().replaceAll(/[-_]/g, '.') }),
    };
}
function letterOf(word) {
    const first = word[0]?.toLowerCase();
    if (first === 'a' || first === 'b')
        return first;
    return 'rc';
}
function renderPep440({ epoch, release, pre, post, dev, local }) {
    return [
        epoch > 0 ? `${epoch}!` : '',
        release.join('.'),
        pre?.join('') ?? '',
        post === undefined ? '' : `.post${post}`,
        dev === undefined ? '' : `.dev${dev}`,
        local === undefined ? '' : `+${local}`,
    ].join('');
}
function isFinalPep440({ pre, post, dev }) {
    return pre === undefined && post === undefined && dev === undefined;
}
/** Local versions are builds of one release: they have no order here. */
function comparePep440(one, other) {
    const [left, right] = [orderOf(one), orderOf(other)];
    for (let at = 0; at < Math.max(left.length, right.length); at++) {
        const difference = compareNumbers(left[at] ?? 0, right[at] ?? 0);
        if (difference !== 0)
            return difference;
    }
    return 0;
}
function compareNumbers(one, other) {
    if (one === other)
        return 0;
    return one < other ? -1 : 1;
}
// The release counts as 1.2 = 1.2.0, so its numbers come padded to one length before the rest.
const releaseLength = 128;
function orderOf({ epoch, release, pre, post, dev }) {
    const padded = Array.from({ length: releaseLength }, (_, at) => release[at] ?? 0);
    return [epoch, ...padded, ...phase(pre, post, dev), post ?? -1, dev ?? Number.POSITIVE_INFINITY];
}
// 1.0.dev1 < 1.0a1.dev1 < 1.0a1 < 1.0b1 < 1.0rc1 < 1.0 < 1.0.post1
function phase(pre, post, dev) {
    if (pre !== undefined)
        return [{ a: 1, b: 2, rc: 3 }[pre[0]], pre[1]];
    return dev !== undefined && post === undefined ? [0, 0] : [4, 0];
}
//# sourceMappingURL=pep440.js.map
;// CONCATENATED MODULE: ./build/src/tags/versions.js
// Versions of releases after SemVer 2 or PEP 440: what they are called and which is higher.


function parseVersion(scheme, text) {
    return scheme === 'semver' ? parseSemver(text) : parsePep(text);
}
function parseSemver(text) {
    const parsed = semver.parse(text);
    if (parsed === null)
        return undefined;
    const { version, major, minor, patch, prerelease } = parsed;
    return { scheme: 'semver', parsed, full: version, major, minor, patch, final: !prerelease.length };
}
function parsePep(text) {
    const parsed = parsePep440(text);
    if (parsed === undefined)
        return undefined;
    const [major = 0, minor = 0, patch = 0] = parsed.release;
    const full = renderPep440(parsed);
    return { scheme: 'pep440', parsed, full, major, minor, patch, final: isFinalPep440(parsed) };
}
/** Below zero when `one` is lower than `other`; versions of two schemes have no order. */
function compareVersions(one, other) {
    if (one.scheme === 'semver' && other.scheme === 'semver') {
        return semver.compare(one.parsed, other.parsed);
    }
    if (one.scheme === 'pep440' && other.scheme === 'pep440') {
        return comparePep440(one.parsed, other.parsed);
    }
    return 0;
}
//# sourceMappingURL=versions.js.map
;// CONCATENATED MODULE: ./build/src/tags/values.js
// What one tag rule yields for one event: a value, a warning, or nothing because it is not about it.




const values_nothing = { kind: 'none' };
const floating = { kind: 'found', immutable: false, latest: false };
const other = { kind: 'other' };
function yieldOf(rule, facts, scope) {
    switch (rule.type) {
        case 'schedule': {
            if (facts.event !== 'schedule')
                return values_nothing;
            const value = render(rule.pattern, scope);
            return { ...floating, value, ordering: other, source: 'a schedule event' };
        }
        case 'semver':
        case 'pep440':
            return ofVersion(rule, facts, scope);
        case 'match':
            return ofMatch(rule, facts, scope);
        case 'edge': {
            const branch = rule.branch ? render(rule.branch, scope) : facts.defaultBranch;
            return branch === facts.branch ? ofBranch('edge', facts.branch) : values_nothing;
        }
        case 'ref':
            return ofRef(rule.event, facts);
        case 'raw': {
            const source = `a ${facts.event} event`;
            return { ...floating, value: render(rule.value, scope), ordering: other, source };
        }
        case 'sha':
            return ofSha(rule.format, facts);
    }
}
function ofBranch(value, branch) {
    if (branch === undefined)
        return values_nothing;
    return { ...floating, value, ordering: { kind: 'branch', branch }, source: `branch ${branch}` };
}
function ofSha(format, facts) {
    const { sha } = facts;
    if (!sha)
        return values_nothing;
    const value = format === 'long' ? sha : shortSha(facts);
    // SHA-1 or SHA-256, whole: an abbreviation may one day name two commits.
    const immutable = value === sha && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha);
    return { ...floating, value, immutable, ordering: other, source: `commit ${sha}` };
}
function ofRef(event, facts) {
    const { branch, tag, pullRequest } = facts;
    if (event === 'branch')
        return branch === undefined ? values_nothing : ofBranch(branch, branch);
    if (event === 'pr') {
        if (pullRequest === undefined)
            return values_nothing;
        const value = String(pullRequest);
        return { ...floating, value, ordering: other, source: `pull request ${value}` };
    }
    if (tag === undefined)
        return values_nothing;
    const version = parseVersion('semver', tag);
    return {
        ...floating,
        value: tag,
        latest: true,
        immutable: version !== undefined,
        ...release(version, facts, (text) => text),
        source: `tag ${tag}`,
    };
}
/** A given value instead of the tag of the event; without either the rule is not about the event. */
function subjectOf(rule, facts, scope) {
    if (rule.value !== undefined) {
        const text = render(rule.value, scope);
        return { text, source: `value ${text}` };
    }
    return facts.tag === undefined ? undefined : { text: facts.tag, source: `tag ${facts.tag}` };
}
function isTooLong(subject, pattern) {
    return pattern !== undefined && subject.text.length > longestSubject;
}
function tooLong(subject) {
    return {
        kind: 'bad',
        what: `${values_quoted(subject.text)} has ${subject.text.length} characters, too many to match`,
        fix: `match a text of at most ${longestSubject} characters`,
    };
}
function ofVersion(rule, facts, scope) {
    const subject = subjectOf(rule, facts, scope);
    if (subject === undefined)
        return values_nothing;
    if (isTooLong(subject, rule.match))
        return tooLong(subject);
    const found = rule.match && matchPattern(rule.match, subject.text);
    const unmatched = rule.match !== undefined && found === undefined;
    const raw = (found?.[1] ?? subject.text).replaceAll('/', '-');
    const warning = unmatched && rule.match ? noMatch(rule.match, subject) : undefined;
    const version = parseVersion(rule.type, raw);
    if (version === undefined)
        return invalid(rule.type, raw, warning);
    const { full, major, minor, patch, final } = version;
    const values = { raw, version: full, major: `${major}`, minor: `${minor}`, patch: `${patch}` };
    const named = final ? render(rule.pattern, withValues(scope, values)) : full;
    return {
        ...floating,
        value: !final && isOnly(rule.pattern, 'raw') ? raw : named,
        immutable: !final || namesWhole(rule),
        latest: final,
        ...release(version, facts, (text) => versionText(rule, text)),
        source: subject.source,
        ...(warning && { warning }),
    };
}
function namesWhole(rule) {
    const names = namesIn(rule.pattern);
    const parts = ['major', 'minor', 'patch'].every((name) => names.has(name));
    // A PEP 440 release may have more numbers than three.
    return names.has('raw') || names.has('version') || (parts && rule.type === 'semver');
}
function versionText(rule, text) {
    if (text.length > longestSubject)
        return undefined;
    const part = rule.match ? matchPattern(rule.match, text)?.[1] : text;
    return part?.replaceAll('/', '-');
}
const schemeNames = { semver: 'a semantic version', pep440: 'a version after PEP 440' };
function invalid(scheme, raw, earlier) {
    const words = `${values_quoted(raw)} is not ${schemeNames[scheme]}, so it gives no tag`;
    return { kind: 'none', warning: earlier ? `${earlier}; ${words}` : words };
}
function noMatch(pattern, subject) {
    return `${pattern.text} does not match ${values_quoted(subject.text)}`;
}
function ofMatch(rule, facts, scope) {
    const { pattern, group } = rule;
    const subject = subjectOf(rule, facts, scope);
    if (subject === undefined)
        return values_nothing;
    if (isTooLong(subject, pattern))
        return tooLong(subject);
    const found = matchPattern(pattern, subject.text);
    if (found === undefined)
        return { kind: 'none', warning: noMatch(pattern, subject) };
    const value = found[group];
    if (value === undefined) {
        const warning = `${pattern.text} has no group ${group} in ${values_quoted(subject.text)}`;
        return { kind: 'none', warning };
    }
    // In v1.2.3-rc.1 a match of 1.2.3 is not the version, so it must reach to the end to be one.
    const whole = subject.text.endsWith(value) ? parseVersion('semver', value) : undefined;
    const textOf = (text) => text.length > longestSubject ? undefined : matchPattern(pattern, text)?.[group];
    return {
        ...floating,
        value,
        latest: true,
        immutable: whole !== undefined,
        ...(whole
            ? release(whole, facts, textOf)
            : release(parseVersion('semver', subject.text), facts, (text) => text)),
        source: subject.source,
    };
}
/** How a tag of this version is ordered, and whether a higher one is already released. */
function release(version, facts, textOf) {
    if (version === undefined)
        return { ordering: other };
    const ordering = { kind: version.scheme, version: version.full };
    const higher = facts.releases?.find((text) => {
        const released = parseVersion(version.scheme, textOf(text) ?? '');
        return released?.final && compareVersions(released, version) > 0;
    });
    return { ordering, version, ...(higher !== undefined && { higher }) };
}
//# sourceMappingURL=values.js.map
;// CONCATENATED MODULE: ./build/src/tags/tags.js
// Which tags an image gets for an event: the rules of docker/metadata-action, and why each holds.
//
// Different from metadata-action on purpose:
// - The SHA of a pull request is that of its head, which the user made, not of the merge commit.
// - With latest=auto, `latest` goes only to the highest release: when the repository's tags are
//   known and hold a higher one, it stays where it is. latest=true still forces it.
// - A tag that no registry takes (empty, over 128 characters, `.` or `-` in front) is a problem,
//   and so are two different names that are one after sanitising. A value of expressions alone
//   that comes out empty only warns, since {{tag}} is empty on every branch.
// - Misspelt types, attributes, expressions and formats are problems, never ignored.
// - Without rules: the full SHA with the branch or the versions of a release tag, of which `0` is
//   none; `pr-N` alone on a pull request. These never fail a run: what makes no tag is left out with a warning.
// The date in labels and the expressions differ too: see labels.ts and expressions.ts; docs/tags.md tells all of them.







/** The rules of an event when the user gives none, in the words of rules. */
function defaultRules(facts) {
    // What a pull request tries is its merge into the base: not the commit that a SHA tag would name.
    if (facts.pullRequest !== undefined)
        return ownRules(['type=ref,event=pr']);
    const rules = ['type=ref,event=branch', 'type=sha,format=long'];
    if (facts.tag === undefined)
        return ownRules(rules);
    const version = parseVersion('semver', facts.tag);
    // A tag that is no version has no order, so it must not move latest: ref,event=tag would.
    if (version === undefined)
        return ownRules(['type=raw,value={{tag}}', ...rules]);
    const major = version.major > 0 ? ['{{major}}'] : [];
    const moving = version.final ? ['{{major}}.{{minor}}', ...major] : [];
    const patterns = ['{{version}}', ...moving];
    return ownRules([...patterns.map((pattern) => `type=semver,pattern=${pattern}`), ...rules]);
}
function makeTags({ rules, flavor = plainFlavor, facts, service }) {
    const scope = expressions_makeScope(facts, service);
    const gathering = { flavor, facts, scope, set: new TagSet() };
    const { set } = gathering;
    let first;
    for (const rule of rules.length > 0 ? rules : defaultRules(facts)) {
        if (!isEnabled(rule, gathering))
            continue;
        const found = gather(rule, gathering);
        // The first tag alone decides on latest, whatever follows.
        first ??= found;
    }
    const version = set.tags[0]?.name;
    const notes = first === undefined ? [] : addLatest(first, gathering);
    if (set.tags.length === 0 && set.problems.length === 0) {
        set.warnings.push(`no rule gives a tag for the event ${values_quoted(facts.event)}`);
    }
    const { tags, warnings, problems } = set;
    return { tags, ...(version !== undefined && { version }), notes, warnings, problems };
}
function isEnabled(rule, { scope, set }) {
    const enabled = render(rule.enable, scope);
    if (enabled !== 'true' && enabled !== 'false') {
        set.problems.push({
            what: `enable of ${values_quoted(rule.text)} comes out as ${values_quoted(enabled)}`,
            fix: 'write an expression that is true or false, such as {{is_default_branch}}',
            ...lineOf(rule),
        });
    }
    return enabled === 'true';
}
function lineOf({ line }) {
    return line === undefined ? {} : { line };
}
/** What the rule yields, if it became a tag. */
function gather(rule, { flavor, facts, scope, set }) {
    const found = yieldOf(rule, facts, scope);
    if (found.kind === 'bad') {
        set.problems.push({ what: found.what, fix: found.fix, ...lineOf(rule) });
        return undefined;
    }
    if (found.warning)
        set.warnings.push(`${rule.text}: ${found.warning}`);
    if (found.kind === 'none')
        return undefined;
    const prefix = render(rule.prefix ?? flavor.prefix?.text ?? [], scope);
    const suffix = render(rule.suffix ?? flavor.suffix?.text ?? [], scope);
    const text = `${prefix}${found.value}${suffix}`;
    if (text === '' && isExpression(rule)) {
        set.warnings.push(`${rule.text} comes out empty, so it gives no tag`);
        return undefined;
    }
    const origin = rule.line === undefined ? 'default rule ' : '';
    const { immutable, ordering, source } = found;
    const reason = `${origin}${rule.text} of ${source}`;
    return set.add({ text, reason, immutable, ordering, ...lineOf(rule) }) ? found : undefined;
}
function isExpression(rule) {
    return rule.type === 'raw' && rule.value.some((part) => part.kind !== 'text');
}
/** Adds `latest` if the flavor and the first tag say so; else tells why, where one might expect it. */
function addLatest(first, { flavor, facts, scope, set }) {
    const { latest, prefix, suffix } = flavor;
    if (latest === 'false' || (latest === 'auto' && !first.latest))
        return [];
    if (latest === 'auto' && first.higher !== undefined) {
        return [`latest is not given to ${first.source}: the release ${first.higher} is higher`];
    }
    const text = [
        prefix?.onLatest ? render(prefix.text, scope) : '',
        'latest',
        suffix?.onLatest ? render(suffix.text, scope) : '',
    ].join('');
    const { version } = first;
    const ordering = {
        kind: 'latest',
        ...(version && { scheme: version.scheme, version: version.full }),
    };
    const reason = `latest=${latest} of the flavor, for ${first.source}`;
    set.add({ text, reason, immutable: false, ordering });
    if (latest !== 'auto' || version === undefined || facts.releases !== undefined)
        return [];
    return [
        `latest is given to ${first.source} without a look at other releases: fetch-depth: 0 of actions/checkout brings their tags`,
    ];
}
//# sourceMappingURL=tags.js.map
;// CONCATENATED MODULE: ./build/src/text/group-by.js
/** `Map.groupBy` of newer engines: the command line runs on Node 20 too. */
function group_by_groupBy(items, keyOf) {
    const groups = new Map();
    for (const item of items) {
        const key = keyOf(item);
        const group = groups.get(key);
        if (group)
            group.push(item);
        else
            groups.set(key, [item]);
    }
    return groups;
}
//# sourceMappingURL=group-by.js.map
;// CONCATENATED MODULE: ./build/src/images/rules.js
// The entries of the input `images`: which service goes to which repository.


/** `services`: all that are built, where they are known. */
function parseImageRules(entries, services, where) {
    const rules = [];
    const problems = [];
    for (const entry of entries) {
        const rule = parseRule(entry, services);
        if (rule.kind === 'ok')
            rules.push(rule.value);
        else {
            const what = `${where}: ${rule.what}`;
            problems.push({ stage: 'inputs', class: 'input', what, fix: rule.fix });
        }
    }
    return { rules, problems };
}
function parseRule(entry, services) {
    const equals = entry.indexOf('=');
    const repository = entry.slice(equals + 1).trim();
    const problem = checkRepository(repository);
    if (equals >= 0) {
        const service = entry.slice(0, equals).trim();
        return (checkService(service, services) ?? problem ?? values_ok({ kind: 'service', service, repository }));
    }
    if (problem !== undefined)
        return problem;
    // With one image to name, there is nothing to tell apart.
    if (repository.includes('{service}') || services === undefined || services.length === 1) {
        return values_ok({ kind: 'pattern', repository });
    }
    return bad(`${values_quoted(entry)} names no service, and ${services.length} are built`, `write ${services[0] ?? 'service'}=${entry} or ${entry}/{service}`);
}
function checkService(service, services) {
    if (services === undefined || services.includes(service))
        return undefined;
    const near = values_nearestWord(service, services);
    const known = services.length === 0 ? 'nothing is built' : `built are ${services.join(', ')}`;
    return bad(`${values_quoted(service)} is not a service that is built here`, near === undefined ? `write the name of a built service; ${known}` : `write ${near}=`);
}
/** Stands in for `{service}` while the grammar is checked, and turns back in what is shown. */
const anyService = 'any--service';
function checkRepository(repository) {
    const parsed = parseReference(repository.replaceAll('{service}', anyService));
    if (parsed.kind === 'bad') {
        const back = (text) => text.replaceAll(anyService, '{service}');
        return bad(back(parsed.what), back(parsed.fix));
    }
    const { tag, digest } = parsed.reference;
    const bare = repository.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
    if (digest !== undefined)
        return bad(`${values_quoted(repository)} has a digest`, `write ${bare}`);
    if (tag !== undefined) {
        return bad(`${values_quoted(repository)} has a tag`, `write ${bare} here and the tag in tags`);
    }
    return rules_checkCase(repository);
}
/** The grammar takes a first part in upper case for a host, which nobody means. */
function rules_checkCase(text) {
    const [name = '', ...rest] = text.split('/');
    if (rest.length === 0 || name === name.toLowerCase())
        return undefined;
    return bad(`${values_quoted(text)} has upper-case letters`, `write ${values_quoted([name.toLowerCase(), ...rest].join('/'))}`);
}
//# sourceMappingURL=rules.js.map
;// CONCATENATED MODULE: ./build/src/images/names.js
// Under which repositories the built images are pushed, and why.



function nameImages(naming) {
    const known = naming.services.map(({ service }) => service);
    const where = naming.imagesWhere ?? 'input images';
    const all = naming.extent === 'all' ? known : undefined;
    const { rules, problems } = parseImageRules(naming.images, all, where);
    const named = naming.services.map((service) => nameOne(service, rules, naming));
    const names = named.filter(isNames);
    return {
        names,
        problems: [...problems, ...named.filter(isFailure), ...sharedNames(names, naming.services)],
    };
}
function isNames(named) {
    return 'service' in named;
}
function isFailure(named) {
    return 'what' in named;
}
function nameOne(built, rules, naming) {
    return (nameByInput(built, rules, naming.imagesWhere) ??
        nameByCompose(built) ??
        nameByDefault(built, naming));
}
function nameByInput({ service }, rules, where = 'input images') {
    const own = rules.filter((rule) => rule.kind === 'service' && rule.service === service);
    const chosen = own.length > 0 ? own : rules.filter((rule) => rule.kind === 'pattern');
    if (chosen.length === 0)
        return undefined;
    const repositories = [];
    for (const rule of chosen) {
        const text = rule.repository.replaceAll('{service}', () => service.toLowerCase());
        const parsed = parseReference(text);
        if (parsed.kind === 'bad')
            return failure(`${where}: ${parsed.what}`, parsed);
        repositories.push(repositoryOf(parsed.reference));
    }
    const reason = own.length > 0 ? `${where} names ${service}` : `the pattern of ${where}`;
    return { kind: 'registry', service, repositories: [...new Set(repositories)], reason };
}
/** A bare `image: api` is a name for the engine, not for a registry. */
function nameByCompose({ service, image, imageWhere }) {
    if (image === undefined)
        return undefined;
    const parsed = parseReference(image);
    if (parsed.kind === 'bad') {
        const found = failure(`image of ${service}: ${parsed.what}`, parsed, imageWhere);
        // What Compose resolved shows neither the variable nor that it has no value.
        const isEmptied = /^\/|\/\/|[:/]$|:@/.test(image);
        return isEmptied ? { ...found, why: 'a variable in it may have no value' } : found;
    }
    const { reference } = parsed;
    if (reference.digest !== undefined) {
        const what = `image of ${service}: ${values_quoted(image)} has a digest, though it is built here`;
        return failure(what, { fix: `write ${image.slice(0, image.indexOf('@'))}` }, imageWhere);
    }
    const registry = rules_checkCase(image);
    if (registry !== undefined) {
        return failure(`image of ${service}: ${registry.what}`, registry, imageWhere);
    }
    if (!image.includes('/'))
        return undefined;
    const tag = reference.tag === undefined ? '' : ', its tag replaced by those of the run';
    return {
        kind: 'registry',
        service,
        repositories: [repositoryOf(reference)],
        reason: `image: in the Compose file${tag}`,
    };
}
function nameByDefault(built, naming) {
    const { registry, owner, repository, project } = naming;
    const service = built.sameBuildAs ?? built.service;
    if (registry === undefined) {
        return {
            kind: 'local',
            service: built.service,
            repository: `${project}-${service}`.toLowerCase(),
            reason: 'no registry is named',
        };
    }
    // A laptop's repository may have no remote; the project is the name that its user knows it by.
    const isOnGitHub = owner !== undefined && repository !== undefined;
    const builds = new Set(naming.services.map((other) => other.sameBuildAs ?? other.service));
    const text = defaultName(registry, isOnGitHub ? `${owner}/${repository}` : project, builds.size > 1 ? service : undefined);
    const parsed = parseReference(text.toLowerCase());
    if (parsed.kind === 'bad') {
        return failure(`${built.service} can't be named ${values_quoted(text)}: ${parsed.what}`, {
            fix: `write ${built.service}=${registry}/owner/name in images`,
        });
    }
    const lowered = text === text.toLowerCase() ? '' : ', in lower case as registries demand';
    return {
        kind: 'registry',
        service: built.service,
        repositories: [repositoryOf(parsed.reference)],
        reason: `registry and ${isOnGitHub ? 'GitHub repository' : 'project name'}${lowered}`,
    };
}
/** Docker Hub knows owner and name only, so there the service goes into the name. */
function defaultName(registry, repository, service) {
    if (service === undefined)
        return `${registry}/${repository}`;
    return `${registry}/${repository}${registry === dockerHub ? '-' : '/'}${service}`;
}
function sharedNames(names, services) {
    const buildOf = new Map(services.map((built) => [built.service, built.sameBuildAs ?? built.service]));
    const takenBy = new Map();
    const problems = [];
    for (const named of names) {
        const repositories = named.kind === 'local' ? [named.repository] : named.repositories;
        for (const repository of repositories) {
            const other = takenBy.get(repository);
            takenBy.set(repository, other ?? named.service);
            if (other === undefined || buildOf.get(other) === buildOf.get(named.service))
                continue;
            problems.push(failure(`${other} and ${named.service} would both be pushed as ${repository}`, {
                fix: `give each a repository of its own: ${named.service}=${repository}-${named.service.toLowerCase()} in images`,
            }));
        }
    }
    return problems;
}
function failure(what, { fix }, where) {
    const base = { stage: 'inputs', class: 'input', what, fix };
    return where === undefined ? base : { ...base, where };
}
//# sourceMappingURL=names.js.map
;// CONCATENATED MODULE: ./build/src/images/plan.js






function planImages(question) {
    const { inputs, stack, facts, locate } = question;
    const built = stack.services.filter(isBuilt);
    const groups = [...group_by_groupBy(built, sameImage).values()];
    const { names, problems } = nameImages({
        services: groups.flatMap((group) => group.map((service) => toBeNamed(service, group, locate))),
        images: inputs.images,
        extent: question.extent,
        ...(inputs.registry !== undefined && { registry: inputs.registry }),
        ...(facts.repository && { owner: facts.repository.owner, repository: facts.repository.name }),
        project: stack.name,
    });
    const rules = parseTagRules(sourced(inputs.tags));
    const flavor = parseFlavor(sourced(inputs.flavor));
    const tagProblems = [
        ...rules.problems.map((problem) => inputFailure('tags', problem)),
        ...flavor.problems.map((problem) => inputFailure('flavor', problem)),
    ];
    const notes = new Set();
    const images = groups.flatMap((group) => {
        const [first] = group;
        if (!first)
            return [];
        const tags = makeTags({
            rules: rules.rules,
            flavor: flavor.flavor,
            facts: question.tagFacts,
            service: first.name,
        });
        for (const note of [...tags.notes, ...tags.warnings])
            notes.add(note);
        tagProblems.push(...tags.problems.map((problem) => inputFailure('tags', problem)));
        const described = plan_describe(first, tags, question);
        tagProblems.push(...described.problems);
        const { labels } = described;
        return [{ ...plan_named(group, names, question.runId), labels, tags: tags.tags }];
    });
    // Each image tells the same problem of a shared rule.
    const distinct = new Map([...problems, ...tagProblems].map((one) => [JSON.stringify(one), one]));
    return { images, problems: [...distinct.values()], notes: [...notes] };
}
function isBuilt(service) {
    return service.build !== undefined;
}
/** Services with the same build are one image. */
function sameImage({ build }) {
    return JSON.stringify(build, (_, value) => (value instanceof Map ? [...value] : value));
}
function toBeNamed({ name, image }, group, locate) {
    const imageWhere = locate(['services', name, 'image']);
    const [root] = group;
    return {
        service: name,
        ...(image !== undefined && { image }),
        ...(imageWhere && { imageWhere }),
        ...(root && root.name !== name && { sameBuildAs: root.name }),
    };
}
function plan_named(group, names, runId) {
    const own = names.filter(({ service }) => group.some(({ name }) => name === service));
    const atRegistry = own.flatMap((one) => (one.kind === 'registry' ? one.repositories : []));
    const local = own.find((one) => one.kind === 'local');
    const [first] = group;
    const repository = atRegistry[0] ?? local?.repository ?? first?.name ?? '';
    const at = first?.build;
    return {
        target: first?.name ?? '',
        services: group.map(({ name }) => name),
        build: at,
        candidate: `${repository}:trial-${runId}`,
        repositories: [...new Set(atRegistry)],
        nameReason: own.map(({ reason }) => reason)[0] ?? '',
    };
}
function plan_describe({ name }, tags, question) {
    const { inputs, facts, tagFacts } = question;
    const { repository } = facts;
    const about = {
        facts: tagFacts,
        repository: {
            ...(repository && { title: repository.name, url: repository.url }),
            ...(repository?.description && { description: repository.description }),
            ...(repository?.licence && { licenses: repository.licence }),
        },
        ...(tags.version !== undefined && { version: tags.version }),
        service: name,
    };
    const labels = makeLabels({ ...about, user: inputs.labels });
    return {
        labels: labels.entries,
        problems: labels.problems.map((problem) => inputFailure('labels', problem)),
    };
}
function sourced(lines) {
    return lines.map((text, index) => ({ text, line: index + 1 }));
}
function inputFailure(input, { what, fix, line }) {
    const at = line === undefined ? '' : `, line ${line}`;
    return { stage: 'inputs', class: 'input', what: `input ${input}${at}: ${what}`, fix };
}
//# sourceMappingURL=plan.js.map
;// CONCATENATED MODULE: ./build/src/publish/plan.js
/** A gigabyte over a slow line, with all retries; a registry that needs longer is down. */
const budgetMs = 30 * 60_000;
function planPublish(question) {
    const { policy, images, push, facts, around } = question;
    const { kind, reason } = policy.push;
    if (kind === 'skip')
        return { plan: { kind, reason }, problems: [] };
    if (images.length === 0) {
        return { plan: { kind: 'skip', reason: 'nothing is built here' }, problems: [] };
    }
    const nameless = images.filter(({ repositories }) => repositories.length === 0);
    if (nameless.length > 0) {
        const who = nameless.map(({ target }) => target).join(', ');
        const what = `${who} can't be pushed: no registry is named`;
        const fix = 'set registry, or images, or give image: a name with a registry in the Compose file';
        const problem = { stage: 'inputs', class: 'input', what, fix };
        const plan = { kind: 'skip', reason: `${what}; ${fix}` };
        return { plan, problems: push === 'true' ? [problem] : [] };
    }
    const plan = {
        kind: 'push',
        reason,
        images,
        budgetMs,
        stagingTag: `trial-${around.runId}`,
        ...(facts.sha !== undefined && { sha: facts.sha }),
        ...(facts.commitDate !== undefined && { commitDate: facts.commitDate }),
    };
    return { plan, problems: [] };
}
//# sourceMappingURL=plan.js.map
;// CONCATENATED MODULE: ./build/src/smoke/checks.js


const methods = ['get', 'post', 'put', 'patch', 'delete', 'head'];
const checkKeys = [...methods, 'name', 'headers', 'body', 'expect'];
const expectKeys = ['status', 'json', 'body', 'headers', 'within'];
/** Reads the `x-smoke` of one service; `path` is where it stands in the Compose file. */
function parseChecks(value, service, path, locate) {
    const checks = [];
    const problems = [];
    const complain = (at, what, fix) => {
        const where = locate(at);
        problems.push({ stage: 'inputs', class: 'input', what, fix, ...(where && { where }) });
    };
    if (!Array.isArray(value)) {
        complain(path, 'x-smoke is not a list', 'write a list of checks, such as: - get: /health');
        return { checks, problems };
    }
    value.forEach((item, index) => {
        const check = parseCheck(item, service, [...path, index], complain);
        const where = locate([...path, index]);
        if (check)
            checks.push(where ? { ...check, where } : check);
    });
    return { checks, problems };
}
function parseCheck(item, service, at, complain) {
    if (!isMap(item)) {
        complain(at, 'a check is not a map', 'write one, such as: get: /health');
        return undefined;
    }
    rejectUnknown(item, checkKeys, at, complain);
    const named = methods.filter((method) => method in item);
    const [method] = named;
    if (method === undefined || named.length > 1) {
        const what = method ? `a check has ${named.join(' and ')}` : 'a check says nothing to check';
        complain(at, what, `write exactly one of ${methods.join(', ')}`);
        return undefined;
    }
    const path = item[method];
    if (typeof path !== 'string' || !path.startsWith('/')) {
        complain([...at, method], `${method} is not a path`, 'write a path that begins with /, such as /health');
        return undefined;
    }
    const { body, contentType } = bodyOf(item['body']);
    return {
        kind: 'http',
        name: typeof item['name'] === 'string'
            ? item['name']
            : `${service}: ${method.toUpperCase()} ${path}`,
        service,
        method: method.toUpperCase(),
        path,
        headers: { ...contentType, ...textMap(item['headers'], [...at, 'headers'], complain) },
        ...(body !== undefined && { body }),
        expect: parseExpect(item['expect'], [...at, 'expect'], complain),
    };
}
function bodyOf(value) {
    if (value === undefined || value === null)
        return { contentType: {} };
    if (typeof value === 'string')
        return { body: value, contentType: {} };
    return { body: JSON.stringify(value), contentType: { 'content-type': 'application/json' } };
}
function parseExpect(value, at, complain) {
    if (value === undefined)
        return { status: 200, headers: {} };
    if (!isMap(value)) {
        complain(at, 'expect is not a map', 'write one, such as: expect: { status: 200 }');
        return { status: 200, headers: {} };
    }
    rejectUnknown(value, expectKeys, at, complain);
    const { status = 200, json, body, within } = value;
    if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 599) {
        complain([...at, 'status'], `${show(status)} is no HTTP status`, 'write a number from 100 to 599');
    }
    if (body !== undefined && typeof body !== 'string') {
        complain([...at, 'body'], 'body is not a text', 'write a part of the body, or use json for data');
    }
    const duration = within === undefined ? undefined : parseDuration(String(within));
    if (duration?.kind === 'bad')
        complain([...at, 'within'], duration.what, duration.fix);
    return {
        status: Number(status),
        ...(json !== undefined && { json }),
        ...(typeof body === 'string' && { body }),
        headers: textMap(value['headers'], [...at, 'headers'], complain),
        ...(duration?.kind === 'ok' && { withinMs: duration.value }),
    };
}
function textMap(value, at, complain) {
    if (value === undefined)
        return {};
    if (!isMap(value)) {
        complain(at, 'headers is not a map', 'write one, such as: headers: { accept: text/html }');
        return {};
    }
    return Object.fromEntries(Object.entries(value).map(([key, text]) => [key.toLowerCase(), String(text)]));
}
function rejectUnknown(value, known, at, complain) {
    for (const key of Object.keys(value)) {
        if (known.includes(key))
            continue;
        const near = nearest(key, known);
        const fix = near ? `write ${near}` : `known are ${known.join(', ')}`;
        complain([...at, key], `unknown key ${key}`, fix);
    }
}
function isMap(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** How a value of the user's or of a response is quoted in a sentence: short and on one line. */
function show(value) {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
    const line = text.replace(/\s+/g, ' ').trim();
    return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
//# sourceMappingURL=checks.js.map
;// CONCATENATED MODULE: ./build/src/plan.js








/** A build that takes longer is not slow but stuck; jobs end at six hours. */
const buildTimeoutMs = 3 * 3600_000;
const createTimeoutMs = 20 * 60_000;
/** `earlier`: problems of the inputs, told together with all that is found here. */
function makePlan(inputs, around, seen, earlier = []) {
    const { stack, facts, locate, engine } = seen;
    const policy = decide(facts, wishesOf(inputs, around));
    const judged = judge(seen);
    const named = planImages({
        inputs,
        stack,
        extent: seen.extent,
        facts,
        tagFacts: tagFactsOf(seen, around),
        runId: around.runId,
        locate,
    });
    const smoke = mayHaveChecks(seen)
        ? planSmoke(inputs, stack, locate)
        : { checks: [], problems: [] };
    const publish = planPublish({ policy, images: named.images, push: inputs.push, facts, around });
    const problems = [
        ...earlier,
        ...(engine?.containerdStore === false ? [classicStore] : []),
        ...seen.problems,
        ...(policy.refused ? [asInput(policy.refused)] : []),
        ...judged.problems,
        ...named.problems,
        ...smoke.problems,
        ...publish.problems,
    ];
    if (problems.length > 0 || engine === undefined)
        throw new TrialError(onceEach(problems));
    const project = inputs.projectName ?? projectName(stack.name, around);
    const stackPlan = planStack(inputs, seen, around, project);
    return {
        project,
        facts,
        stackModel: stack,
        engine,
        images: named.images,
        policy,
        build: planBuild(inputs, named.images, facts, around),
        stack: stackPlan,
        health: planHealth(inputs, stack, stackPlan, locate),
        smoke: { checks: smoke.checks, timeoutMs: inputs.smokeTimeoutMs },
        publish: publish.plan,
        notes: [...named.notes.map((what) => ({ what, why: 'a rule of tags' })), ...judged.notes],
    };
}
function judge({ model, stack, extent, sources }) {
    if (model === 'resolved')
        return judgeStack(stack, sources);
    return { problems: judgeDraft({ stack, extent }, sources), notes: [] };
}
/** That there is no check can be said of a stack only once Compose has put it together. */
function mayHaveChecks({ model, stack }) {
    if (stack.services.length === 0)
        return false;
    if (model === 'resolved' || stack.smoke !== undefined)
        return true;
    return stack.services.some(({ smoke }) => smoke !== undefined);
}
const classicStore = {
    stage: 'plan',
    class: 'infrastructure',
    what: 'the engine keeps its images in the classic store, which is not supported yet',
    why: 'an image that is pushed from there has another digest than the one that was tried',
    fix: 'use ubuntu-26.04, or set {"features":{"containerd-snapshotter":true}} in daemon.json',
};
function asInput(problem) {
    return { stage: 'inputs', class: 'input', ...problem };
}
function wishesOf(inputs, { env }) {
    const cacheMode = env['ACTIONS_CACHE_MODE'];
    return {
        push: inputs.push,
        promote: inputs.promote,
        mode: inputs.mode,
        allowUnsafePrCheckout: inputs.allowUnsafePrCheckout,
        cacheFromGiven: inputs.cacheFrom.length > 0,
        ...(cacheMode !== undefined && { cacheMode }),
    };
}
function tagFactsOf({ facts }, { now, releases }) {
    return {
        ...facts,
        commitDate: facts.commitDate === undefined ? now : new Date(facts.commitDate),
        now,
        ...(releases && { releases }),
    };
}
function planBuild(inputs, images, { commitDate }, { folder }) {
    return {
        images,
        workdir: inputs.workdir,
        sourceDateEpoch: Math.floor(Date.parse(commitDate ?? '1970-01-01T00:00:00Z') / 1000),
        metadataFile: `${folder}/build.json`,
        timeoutMs: buildTimeoutMs,
    };
}
function projectName(stackName, { runId }) {
    return `st-${stackName || 'stack'}-${runId}`.toLowerCase().replace(/[^a-z0-9_-]/g, '-');
}
function planStack(inputs, { stack, files }, { folder, runId }, project) {
    return {
        project,
        workdir: inputs.workdir,
        files,
        profiles: inputs.profiles,
        envFiles: inputs.envFiles,
        overrideFile: `${folder}/override.json`,
        scale: inputs.scale,
        labels: { 'sea-trial.run': runId },
        services: stack.services.filter(({ provider }) => !provider).map(({ name }) => name),
        timeoutMs: createTimeoutMs,
    };
}
function planHealth(inputs, stack, stackPlan, locate) {
    const services = stack.services.filter(({ replicas, provider }) => replicas > 0 && !provider);
    return {
        services: services.map((service) => planService(service, stack)),
        timeoutMs: inputs.waitTimeoutMs,
        stableForMs: inputs.stableForMs,
        stack: stackPlan,
        places: new Map(services.map(({ name }) => [name, locate(['services', name])])),
    };
}
function planService(service, stack) {
    const { waitTimeoutMs, stableForMs } = settingsOf(service);
    return {
        service: service.name,
        replicas: service.replicas,
        oneShot: roleOf(service, stack).kind === 'one-shot',
        hasHealthcheck: service.healthcheck?.kind === 'test',
        restarts: service.restart.kind !== 'no',
        dependsOn: service.dependsOn,
        startedByCompose: service.needsComposeToStart,
        ...(waitTimeoutMs !== undefined && { waitTimeoutMs }),
        ...(stableForMs !== undefined && { stableForMs }),
    };
}
function planSmoke(inputs, stack, locate) {
    if (inputs.smoke.kind === 'none')
        return { checks: [], problems: [] };
    const parsed = stack.services
        .filter(({ smoke }) => smoke !== undefined)
        .map(({ name, smoke }) => parseChecks(smoke, name, ['services', name, 'x-smoke'], locate));
    const checks = parsed.flatMap((one) => one.checks);
    const problems = parsed.flatMap((one) => one.problems);
    if (checks.length > 0 || problems.length > 0)
        return { checks, problems };
    const nothing = asInput({
        what: 'there is no smoke check, so nothing would be proven',
        fix: 'add x-smoke to a service, such as: x-smoke: [{ get: /health }], or set smoke: none',
    });
    return { checks, problems: [nothing] };
}
//# sourceMappingURL=plan.js.map
;// CONCATENATED MODULE: ./build/src/compose/dockerfile.js
// The stages of a Dockerfile by name: what `build.target` can ask for.
const OWN_FRONTEND = /^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?::|@|$)/;
const HEREDOC = /<<-?\s*(["']?)([A-Za-z_][\w.]*)\1/g;
const STAGE = /^FROM\s+(?:--\S+\s+)*\S+\s+AS\s+(\S+)\s*$/i;
function parseDockerfile(text) {
    const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
    const directives = readDirectives(lines);
    const frontend = directives.get('syntax');
    if (frontend !== undefined && !OWN_FRONTEND.test(frontend))
        return { kind: 'foreign', frontend };
    const continuation = directives.get('escape') === '`' ? '`' : '\\';
    const names = instructions(lines, continuation).flatMap((line) => STAGE.exec(line)?.[1] ?? []);
    return { kind: 'stages', names: names.map((name) => name.toLowerCase()) };
}
/** `# name=value` lines count until anything else stands before them. */
function readDirectives(lines) {
    const directives = new Map();
    for (const line of lines) {
        const [, name, value] = /^\s*#\s*([A-Za-z]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
        if (name === undefined || value === undefined)
            break;
        directives.set(name.toLowerCase(), value);
    }
    return directives;
}
/** Whole instructions, each on one line: continued lines joined, comments and heredocs left out. */
function instructions(lines, continuation) {
    const found = [];
    let open = '';
    let ends = [];
    for (const line of lines) {
        const [end] = ends;
        if (end !== undefined) {
            if (line.replace(/^\t+/, '') === end)
                ends = ends.slice(1);
            continue;
        }
        // Inside a continued instruction too, BuildKit passes over comments and empty lines.
        if (/^\s*(?:#|$)/.test(line))
            continue;
        const continued = line.trimEnd().endsWith(continuation);
        open += continued ? `${line.trimEnd().slice(0, -1)} ` : line;
        if (continued)
            continue;
        const instruction = open.trim();
        open = '';
        found.push(instruction);
        if (/^(?:RUN|COPY|ADD)\s/i.test(instruction))
            ends = heredocs(instruction);
    }
    return open === '' ? found : [...found, open.trim()];
}
function heredocs(instruction) {
    return [...instruction.matchAll(HEREDOC)].map(([, , name = '']) => name);
}
//# sourceMappingURL=dockerfile.js.map
;// CONCATENATED MODULE: ./build/src/compose/builds.js
// What a build needs before it can start: its folders, its Dockerfile, the stage that it asks for.



/** The folders and Dockerfiles of this machine that the builds of a stack need. */
function neededFiles(stack) {
    const builds = stack.services.flatMap(({ build }) => build ?? []);
    const contexts = builds.flatMap((build) => [build.context, ...build.contexts.values()]);
    const dockerfiles = builds.flatMap((build) => dockerfileOf(build) ?? []);
    return { folders: [...new Set(contexts.filter(isLocal))], dockerfiles: [...new Set(dockerfiles)] };
}
function judgeBuilds(stack, files, shown, sources) {
    return stack.services.flatMap((service) => {
        if (!service.build)
            return [];
        const about = { service, build: service.build, files, shown, sources };
        const missing = [...judgeFolders(about), ...judgeFrom(about, stack)];
        return missing.length > 0 ? missing : judgeDockerfile(about);
    });
}
function judgeFolders(about) {
    const { service, build, files, shown } = about;
    const further = [...build.contexts].map(([name, folder]) => ({
        folder,
        key: ['additional_contexts', name],
        as: ` as ${name}`,
    }));
    return [{ folder: build.context, key: ['context'], as: '' }, ...further]
        .filter(({ folder }) => files.folders.get(folder) === 'missing')
        .map(({ folder, key, as }) => builds_fault(about, key, {
        what: `${service.name} builds from ${shown(folder)}${as}, which does not exist`,
        fix: 'correct the path: it is relative to the folder of the Compose file',
    }));
}
/** `service:x` is the image that x builds, so x must build one. */
function judgeFrom(about, stack) {
    return [...about.build.contexts].flatMap(([name, context]) => {
        const needed = /^service:(.+)$/.exec(context)?.[1];
        const from = stack.services.find((service) => service.name === needed);
        if (from === undefined || from.build !== undefined)
            return [];
        const image = from.image === undefined ? '' : `: write docker-image://${from.image}`;
        return builds_fault(about, ['additional_contexts', name], {
            what: `${about.service.name} builds from ${needed} as ${name}, and ${needed} is not built`,
            fix: image ? `name its image${image.slice(1)}` : `give ${needed} a build`,
        });
    });
}
function judgeDockerfile(about) {
    const { service, build, files, shown } = about;
    if (build.dockerfileInline !== undefined) {
        return judgeTarget(about, build.dockerfileInline, 'its dockerfile_inline');
    }
    const path = dockerfileOf(build);
    const file = path === undefined ? undefined : files.dockerfiles.get(path);
    if (path === undefined || file === undefined || file.kind === 'unreadable')
        return [];
    if (file.kind === 'text')
        return judgeTarget(about, file.text, shown(path));
    const named = build.dockerfile !== undefined && build.dockerfile !== DEFAULT;
    const missing = builds_fault(about, ['dockerfile'], {
        what: `${service.name} builds from ${shown(path)}, which does not exist`,
        fix: named
            ? 'correct `dockerfile`: it is relative to the context'
            : 'add it to the context, or name another one with `dockerfile`',
    });
    return [missing];
}
function judgeTarget(about, text, name) {
    const { service, build } = about;
    const parsed = parseDockerfile(text);
    if (build.target === undefined || parsed.kind === 'foreign')
        return [];
    const { names } = parsed;
    if (names.includes(build.target.toLowerCase()))
        return [];
    const near = closest(build.target.toLowerCase(), names);
    const all = names.length > 0 ? `its stages are ${names.join(', ')}` : 'none of its stages is named';
    const choice = names.length > 0 ? `write one of ${names.join(', ')}` : 'leave out target';
    const unknown = builds_fault(about, ['target'], {
        what: `${service.name} builds the stage ${build.target}, which ${name} does not have`,
        why: all,
        fix: near ? `write ${near}` : choice,
    });
    return [unknown];
}
const DEFAULT = 'Dockerfile';
/** Undefined where the Dockerfile is inline, or in a context that only BuildKit can read. */
function dockerfileOf({ context, dockerfile, dockerfileInline }) {
    if (dockerfileInline !== undefined || !isLocal(context))
        return undefined;
    const name = dockerfile ?? DEFAULT;
    if (name.startsWith('/'))
        return name;
    return isLocal(name) ? `${context.replace(/\/+$/, '')}/${name}` : undefined;
}
/** The CLI prints the folders of this machine as absolute paths; everything else is fetched. */
function isLocal(context) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(context) || context.startsWith('git@'))
        return false;
    return !context.startsWith('github.com/');
}
function builds_fault({ service, sources }, key, words) {
    const where = locateNearest(sources, ['services', service.name, 'build', ...key]);
    return { stage: 'inputs', class: 'input', ...words, ...(where ? { where } : {}) };
}
//# sourceMappingURL=builds.js.map
;// CONCATENATED MODULE: ./build/src/plan-document.js
// The plan as people and tools read it: plain data without anything secret, and a page of text.


/** In place of a path, where the Compose file holds the Dockerfile itself. */
const inlineDockerfile = '(inline)';
function planDocument(plan, shown) {
    const { facts, engine } = plan;
    const images = plan.images.map((image) => imageDocument(image, shown));
    return {
        version: 1,
        stack: plan.stackModel.name,
        commit: { sha: facts.sha ?? null, reason: facts.shaReason, tree: facts.tree.reason },
        event: { name: facts.event, ref: facts.ref ?? null, fork: facts.fork },
        engine,
        images,
        services: plan.health.services.map((service) => serviceDocument(service.service, plan)),
        checks: plan.smoke.checks.map(({ name, service, method, path, where }) => ({
            name,
            service,
            request: `${method} ${path}`,
            where: where ? renderPlace(where) : null,
        })),
        publish: { push: plan.publish.kind === 'push', reason: plan.publish.reason },
        notes: plan.notes.map(({ what, why }) => ({ what, why })),
        matrix: {
            include: images.map(({ image, services }) => ({ image, services: services.join(',') })),
        },
    };
}
function imageDocument(image, shown) {
    const { build, repositories, tags } = image;
    return {
        image: image.target,
        services: image.services,
        context: isLocal(build.context) ? shown(build.context) || '.' : build.context,
        dockerfile: build.dockerfileInline === undefined ? (build.dockerfile ?? 'Dockerfile') : inlineDockerfile,
        target: build.target ?? null,
        repositories,
        reason: image.nameReason,
        tags: tags.map(({ name, kind, reason }) => ({ name, kind, reason })),
    };
}
function serviceDocument(name, plan) {
    const service = plan.stackModel.services.find((candidate) => candidate.name === name);
    const health = plan.health.services.find((candidate) => candidate.service === name);
    const image = plan.images.find(({ services }) => services.includes(name));
    const oneShot = health?.oneShot === true;
    const steady = (health?.stableForMs ?? plan.health.stableForMs) / 1000;
    return {
        service: name,
        image: image ? null : (service?.image ?? null),
        built: image?.target ?? null,
        replicas: health?.replicas ?? 1,
        role: oneShot ? 'one-shot' : 'long-running',
        ready: oneShot
            ? 'it exits with code 0'
            : health?.hasHealthcheck
                ? 'its healthcheck succeeds'
                : `it runs ${steady}s without a restart, unless its image has a healthcheck`,
        after: (health?.dependsOn ?? []).map((one) => ({
            service: one.service,
            condition: one.condition,
        })),
        ports: (service?.ports ?? []).map(({ target, published, protocol }) => published === undefined ? `${target}/${protocol}` : `${published}:${target}/${protocol}`),
    };
}
//# sourceMappingURL=plan-document.js.map
;// CONCATENATED MODULE: ./build/src/plan-text.js
// The plan as a page of text: what will happen, line by line, each with its reason.


const afterWords = {
    started: 'started',
    healthy: 'healthy',
    completed: 'done',
};
function renderPlan(plan) {
    const { commit, event, publish, engine } = plan;
    const store = engine.containerdStore ? 'containerd' : 'classic';
    const lines = [
        `plan of ${plan.stack}`,
        `commit ${commit.sha ?? 'unknown'}: ${commit.reason}`,
        `  tree: ${commit.tree}`,
        `event ${event.name}${event.ref ? ` of ${event.ref}` : ''}${event.fork ? ', from a fork' : ''}`,
        `build ${plan_text_count(plan.images.length, 'image')} with engine ${engine.version}, ${store} image store`,
        ...columns(plan.images.map(imageRow)),
        `start ${plan_text_count(plan.services.length, 'service')}`,
        ...columns(plan.services.map(serviceRow)),
        `check ${plan_text_count(plan.checks.length, 'time')}`,
        ...columns(plan.checks.map(({ name, request, where }) => [name, request, where ?? ''])),
        `push ${publish.push ? 'yes' : 'no'}: ${publish.reason}`,
        ...columns(tagRows(plan)),
        ...(plan.notes.length > 0 ? ['notes'] : []),
        ...plan.notes.map(({ what, why }) => `  ${what}: ${why}`),
    ];
    return lines.join('\n');
}
function imageRow(image) {
    const stage = image.target ? `, stage ${image.target}` : '';
    const users = image.services.length > 1 ? ` (${image.services.join(', ')})` : '';
    const names = image.repositories.length > 0 ? image.repositories.join(' ') : 'no name at a registry';
    return [`${image.image}${users}`, `${plan_text_dockerfileOf(image)}${stage}`, `${names}: ${image.reason}`];
}
function plan_text_dockerfileOf({ context, dockerfile }) {
    if (!isLocal(context))
        return `${dockerfile} of ${context}`;
    if (dockerfile === inlineDockerfile)
        return `inline Dockerfile in ${context}`;
    const inside = context === '.' ? '' : `${context}/`;
    return dockerfile.startsWith('/') ? dockerfile : `${inside}${dockerfile}`;
}
function serviceRow(service) {
    const times = service.replicas === 1 ? '' : ` × ${service.replicas}`;
    const runs = service.built ? `image ${service.built}` : (service.image ?? 'no image');
    const after = service.after.map((one) => `${one.service} ${afterWords[one.condition] ?? one.condition}`);
    const when = after.length > 0 ? `after ${after.join(', ')}` : 'at once';
    return [`${service.service}${times}`, runs, when, `ready when ${service.ready}`];
}
/** Tags with the same name and reason for every image are one row. */
function tagRows({ images, publish }) {
    if (!publish.push)
        return [];
    const users = new Map();
    for (const { image, tags } of images) {
        for (const tag of tags) {
            const key = JSON.stringify(tag);
            const entry = users.get(key) ?? { tag, images: [] };
            entry.images.push(image);
            users.set(key, entry);
        }
    }
    return [...users.values()].map(({ tag, images: of }) => [
        tag.name,
        tag.kind,
        of.length === images.length ? 'all images' : of.join(', '),
        tag.reason,
    ]);
}
function columns(rows) {
    const widths = [];
    for (const row of rows) {
        for (const [index, cell] of row.entries()) {
            if (index < row.length - 1)
                widths[index] = Math.max(widths[index] ?? 0, cell.length);
        }
    }
    return rows.map((row) => `  ${row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd()}`);
}
function plan_text_count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
//# sourceMappingURL=plan-text.js.map
;// CONCATENATED MODULE: ./build/src/health/last-lines.js
// The end of a container's log, as evidence: that it can't be had must not hide what failed.

async function lastLines(containerId, lines, engine) {
    try {
        return await engine.tailOf(containerId, lines);
    }
    catch (error) {
        return [`(its log could not be read: ${messageOf(error)})`];
    }
}
//# sourceMappingURL=last-lines.js.map
;// CONCATENATED MODULE: ./build/src/smoke/judge-response.js
// Expected against actual: what a response lacks to pass its check, each as one sentence.

function judgeResponse(expect, response) {
    const lacks = [];
    if (response.status !== expect.status) {
        lacks.push(`expected status ${expect.status}, got ${response.status}`);
    }
    for (const [name, part] of Object.entries(expect.headers)) {
        const actual = response.headers[name];
        if (actual === undefined)
            lacks.push(`expected header ${name}, got none`);
        else if (!actual.includes(part)) {
            lacks.push(`expected header ${name} to contain ${show(part)}, got ${show(actual)}`);
        }
    }
    if (expect.body !== undefined && !response.body.includes(expect.body)) {
        lacks.push(`expected the body to contain ${show(expect.body)}, got ${show(response.body)}`);
    }
    if (expect.json !== undefined)
        lacks.push(...judgeJson(expect.json, response));
    if (expect.withinMs !== undefined && response.elapsedMs > expect.withinMs) {
        const took = Math.round(response.elapsedMs);
        lacks.push(`expected an answer within ${expect.withinMs} ms, it took ${took} ms`);
    }
    return lacks;
}
function judgeJson(expected, response) {
    if (response.truncated)
        return ['expected JSON, got a body that is too large to read'];
    let actual;
    try {
        actual = JSON.parse(response.body);
    }
    catch {
        return [`expected JSON, got ${show(response.body)}`];
    }
    return missing(expected, actual, '');
}
/** A subset: maps may hold more than was named, lists must agree item by item. */
function missing(expected, actual, at) {
    const place = at === '' ? 'the JSON' : at;
    if (judge_response_isMap(expected)) {
        if (!judge_response_isMap(actual))
            return [`expected ${place} to be a map, got ${show(actual)}`];
        return Object.entries(expected).flatMap(([key, value]) => Object.hasOwn(actual, key)
            ? missing(value, actual[key], at === '' ? key : `${at}.${key}`)
            : [`expected ${at === '' ? key : `${at}.${key}`} to be ${show(value)}, it is not there`]);
    }
    if (Array.isArray(expected)) {
        if (!Array.isArray(actual))
            return [`expected ${place} to be a list, got ${show(actual)}`];
        if (actual.length !== expected.length) {
            return [`expected ${place} to have ${expected.length} items, got ${actual.length}`];
        }
        return expected.flatMap((item, index) => missing(item, actual[index], `${at}[${index}]`));
    }
    return Object.is(expected, actual)
        ? []
        : [`expected ${place} to be ${show(expected)}, got ${show(actual)}`];
}
function judge_response_isMap(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
//# sourceMappingURL=judge-response.js.map
;// CONCATENATED MODULE: ./build/src/stages/smoke.js



const tryTimeoutMs = 10_000;
const betweenTriesMs = 250;
const maxBodyBytes = 4 * 1024 * 1024;
const parallel = 16;
const evidenceLines = 10;
async function smoke(plan, stack, world, onResult) {
    const endpoints = endpointsOf(stack, world.engine.host);
    const until = world.clock.now() + plan.timeoutMs;
    const waiting = [...plan.checks.entries()];
    const results = [];
    const worker = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
            const [index, check] = next;
            const result = await runCheck(check, endpoints, until, world);
            results[index] = result;
            onResult(result);
            const mark = result.verdict === 'passed' ? '✓' : '✗';
            world.log.info(`${mark} ${result.name} (${Math.round(result.durationMs)} ms, tries: ${result.tries})`);
        }
    };
    await Promise.all(Array.from({ length: parallel }, worker));
    const failures = await failuresOf(plan, results, stack, world);
    const broken = await brokenSince(stack, world);
    if (failures.length + broken.length > 0)
        throw new TrialError([...broken, ...failures]);
    return { images: stack.images, results };
}
function endpointsOf({ states }, host) {
    return states.flatMap(({ service, replica, ports }) => ports
        // The engine binds each port for IPv4 and IPv6; one way is enough.
        .filter((port, index) => ports.findIndex((other) => isSamePort(other, port)) === index)
        .map(({ target, protocol, hostPort }) => ({
        service,
        replica,
        port: target,
        protocol,
        host,
        hostPort,
    })));
}
function isSamePort(one, other) {
    return one.target === other.target && one.protocol === other.protocol;
}
async function runCheck(check, endpoints, until, { http, clock, signal }) {
    const startedAt = clock.now();
    const endpoint = endpoints.find(({ service, protocol }) => service === check.service && protocol === 'tcp');
    const url = endpoint ? `http://${endpoint.host}:${endpoint.hostPort}${check.path}` : '';
    let reasons = endpoint ? [] : [`${check.service} publishes no port`];
    let tries = 0;
    while (endpoint) {
        signal.throwIfAborted();
        tries += 1;
        reasons = await tryOnce(check, url, Math.min(tryTimeoutMs, Math.max(1, until - clock.now())), http, signal);
        if (reasons.length === 0 || clock.now() + betweenTriesMs >= until)
            break;
        await clock.sleep(betweenTriesMs, signal);
    }
    return {
        name: check.name,
        service: check.service,
        verdict: reasons.length === 0 ? 'passed' : 'failed',
        tries,
        durationMs: clock.now() - startedAt,
        reasons,
        request: `curl -i -X ${check.method} ${url}`,
    };
}
async function tryOnce({ method, headers, body, expect }, url, timeoutMs, http, signal) {
    const request = {
        method,
        url,
        headers,
        timeoutMs,
        maxBodyBytes,
        ...(body !== undefined && { body }),
    };
    try {
        return judgeResponse(expect, await http.request(request, signal));
    }
    catch (error) {
        signal.throwIfAborted();
        return [`no answer: ${messageOf(error)}`];
    }
}
async function failuresOf({ checks, timeoutMs }, results, { states }, { engine }) {
    const failed = results.flatMap((result, index) => {
        const check = checks[index];
        return check && result.verdict === 'failed' ? [{ check, result }] : [];
    });
    return Promise.all(failed.map(async ({ check, result }) => {
        const container = states.find(({ service }) => service === check.service);
        const tail = container ? await lastLines(container.id, evidenceLines, engine) : [];
        return {
            stage: 'smoke',
            class: 'test',
            what: `check "${check.name}" failed: ${result.reasons.join('; ')}`,
            why: `it was tried ${result.tries} times within ${timeoutMs / 1000}s`,
            fix: `ask for it yourself with the stack up (keep: on-failure): ${result.request}`,
            ...(check.where && { where: check.where }),
            evidence: tail,
        };
    }));
}
/** A stack that broke under its checks did not pass them. */
async function brokenSince({ project, states }, { engine }) {
    let found;
    try {
        found = await engine.containers(project);
    }
    catch (error) {
        if (error instanceof TrialError)
            return error.failures; // beside the failed checks, not instead
        throw error;
    }
    const now = new Map(found.map((state) => [state.id, state]));
    return states.flatMap((before) => {
        const after = now.get(before.id);
        const same = after && after.status === before.status && after.restarts === before.restarts;
        if (same && after.health !== 'unhealthy')
            return [];
        const became = after ? (after.health === 'unhealthy' ? 'unhealthy' : after.status) : 'gone';
        return [
            {
                stage: 'smoke',
                class: 'test',
                what: `${before.service} was ready and is ${became} after the checks`,
                fix: 'read its last lines: a check may have brought it down',
            },
        ];
    });
}
//# sourceMappingURL=smoke.js.map
;// CONCATENATED MODULE: ./build/src/record.js





class Recorder {
    failures = [];
    #world;
    #mode;
    #startedAtMs;
    #steps = [];
    #notes = [];
    #checks = [];
    #stage = 'plan';
    #plan;
    #images = [];
    #stack;
    #references = new Map();
    constructor(world, mode) {
        this.#world = world;
        this.#mode = mode;
        this.#startedAtMs = world.clock.now();
    }
    get project() {
        return this.#plan?.project;
    }
    async step(stage, work) {
        const { log, clock } = this.#world;
        if (this.failures.length === 0)
            this.#stage = stage;
        const startedAtMs = clock.now() - this.#startedAtMs;
        let verdict = 'failed';
        log.group(stage);
        try {
            const result = await work();
            verdict = 'passed';
            return result;
        }
        finally {
            const durationMs = clock.now() - this.#startedAtMs - startedAtMs;
            this.#steps.push({ name: stage, verdict, startedAtMs, durationMs });
            log.endGroup();
            log.info(`${verdict === 'passed' ? '✓' : '✗'} ${stage} ${seconds(durationMs)}`);
        }
    }
    note(text) {
        this.#notes.push(text);
        this.#world.log.info(text);
    }
    planned(plan) {
        this.#plan = plan;
        const shown = (path) => this.#world.files.shown(path);
        for (const line of renderPlan(planDocument(plan, shown)).split('\n')) {
            if (this.#mode === 'plan')
                this.#world.log.info(line);
            else
                this.#world.log.debug(line);
        }
        if (this.#mode === 'plan')
            return;
        this.note(plan.facts.tree.reason);
        for (const { what, why } of plan.notes)
            this.note(`${what}: ${why}`);
    }
    built(images) {
        this.#images = images;
    }
    healthy(stack) {
        this.#stack = stack;
    }
    checked(result) {
        this.#checks.push(result);
    }
    settled(target, reference) {
        this.#references.set(target, [...(this.#references.get(target) ?? []), reference]);
    }
    published() {
        if (this.#plan?.publish.kind === 'skip')
            this.note(`not pushed: ${this.#plan.publish.reason}`);
    }
    failed(error) {
        if (this.#world.signal.aborted) {
            const what = `the run was cancelled during ${this.#stage}`;
            this.failures.push({ stage: this.#stage, class: 'cancelled', what });
        }
        else if (error instanceof TrialError)
            this.failures.push(...error.failures.map(this.#inStage));
        else
            this.failures.push(bugFailure(error, this.#stage));
        for (const failure of this.failures)
            this.#world.log.failure(failure);
    }
    /** Who tells that the engine is gone does not know what the run was about. */
    #inStage = (failure) => failure.class === 'infrastructure' ? { ...failure, stage: this.#stage } : failure;
    done() {
        const { clock, engine, files, signal } = this.#world;
        const verdict = this.failures.length === 0 ? 'passed' : signal.aborted ? 'cancelled' : 'failed';
        const plan = this.#plan;
        const document = plan && planDocument(plan, (path) => files.shown(path));
        return {
            verdict,
            mode: this.#mode,
            ...(plan && { project: plan.project, shaReason: plan.facts.shaReason }),
            ...(plan?.facts.sha !== undefined && { sha: plan.facts.sha }),
            ...(document && { plan: document }),
            durationMs: clock.now() - this.#startedAtMs,
            images: this.#images.map((image) => ({
                services: image.services,
                name: image.candidate.slice(0, image.candidate.lastIndexOf(':')),
                digest: image.digest,
                ...publishedAs(this.#references.get(image.target) ?? []),
            })),
            checks: this.#checks,
            endpoints: this.#stack ? endpointsOf(this.#stack, engine.host) : [],
            publish: this.#publishSentence(),
            steps: this.#steps,
            notes: this.#notes,
            failures: this.failures,
        };
    }
    #publishSentence() {
        if (this.#references.size > 0)
            return `${this.#references.size} pushed`;
        if (this.#plan?.publish.kind === 'skip')
            return `not pushed: ${this.#plan.publish.reason}`;
        return 'nothing was pushed';
    }
}
/** What stayed where it was is no tag of this image. */
function publishedAs(references) {
    const ours = references.filter(({ state }) => state !== 'stayed');
    return { pushed: ours.map(({ reference }) => reference), references };
}
function bugFailure(error, stage) {
    const stack = error instanceof Error && error.stack ? error.stack.split('\n').slice(1, 12) : [];
    return {
        stage,
        class: 'infrastructure',
        what: `unexpected error: ${messageOf(error)}`,
        why: 'this is a bug in Sea Trial',
        fix: 'report it with the lines below',
        evidence: stack.map((line) => line.trim()),
    };
}
//# sourceMappingURL=record.js.map
;// CONCATENATED MODULE: ./build/src/build/bake.js
function bakeDefinition(images) {
    const targets = images.map((image) => [image.target, bakeTarget(image, images)]);
    const definition = {
        group: { default: { targets: images.map(({ target }) => target) } },
        target: Object.fromEntries(targets),
    };
    return withoutTemplates(JSON.stringify(definition));
}
/** Bake reads each text of its JSON as a template, but `${…}` here is of the Dockerfile or the user. */
function withoutTemplates(json) {
    return json.replace(/[$%]\{/g, (opening) => `${opening.charAt(0)}${opening}`);
}
function bakeTarget(image, all) {
    const { build } = image;
    return dropEmpty({
        context: build.context,
        dockerfile: build.dockerfile,
        'dockerfile-inline': build.dockerfileInline,
        target: build.target,
        args: Object.fromEntries([...build.args].filter(([, value]) => value !== null)),
        contexts: Object.fromEntries([...build.contexts].map(([k, v]) => [k, contextOf(v, all)])),
        labels: Object.fromEntries([...build.labels, ...image.labels]),
        platforms: build.platforms,
        secret: build.secrets.map(secretOf),
        ssh: build.ssh,
        'cache-from': build.cacheFrom,
        'cache-to': build.cacheTo,
        network: build.network,
        'shm-size': build.shmSize === undefined ? undefined : String(build.shmSize),
        ulimits: [...build.ulimits].map(([name, { soft, hard }]) => `${name}=${soft}:${hard}`),
        'extra-hosts': Object.fromEntries(build.extraHosts.map(splitHost)),
        entitlements: build.entitlements,
        'no-cache': build.noCache || undefined,
        pull: build.pull || undefined,
        tags: [image.candidate],
        output: ['type=docker'],
    });
}
/** `service:base` of Compose is `target:base` of bake, under the name that the image has here. */
function contextOf(value, all) {
    const service = /^service:(.+)$/.exec(value)?.[1];
    if (service === undefined)
        return value;
    const image = all.find(({ services }) => services.includes(service));
    return `target:${image?.target ?? service}`;
}
/** `host=address`; an IPv6 address holds colons, so only the first `=` divides. */
function splitHost(entry) {
    const at = entry.indexOf('=');
    return [entry.slice(0, at), entry.slice(at + 1)];
}
function secretOf(secret) {
    const source = secret.environment === undefined ? `src=${secret.file ?? ''}` : `env=${secret.environment}`;
    return [`id=${secret.id}`, source].map(csvField).join(',');
}
function csvField(text) {
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
function dropEmpty(value) {
    return Object.fromEntries(Object.entries(value).filter(([, item]) => {
        if (item === undefined)
            return false;
        if (Array.isArray(item))
            return item.length > 0;
        return typeof item !== 'object' || item === null || Object.keys(item).length > 0;
    }));
}
/** Reads `--metadata-file`: the digest of each target. */
function parseBuildMetadata(text) {
    const value = JSON.parse(text);
    const digests = new Map();
    if (typeof value !== 'object' || value === null)
        return digests;
    for (const [target, entry] of Object.entries(value)) {
        const digest = entry?.['containerimage.digest'];
        if (typeof digest === 'string')
            digests.set(target, digest);
    }
    return digests;
}
//# sourceMappingURL=bake.js.map
;// CONCATENATED MODULE: ./build/src/build/failure.js
// Why a build failed, in the user's words: which image, which step, at which line of which Dockerfile.
const shownLogLines = 20;
function buildFailure(build) {
    const { outcome, step } = build;
    const words = build.words.filter((line) => line.trim() !== '');
    const image = imageOf(build);
    const at = step ? `the build failed at ${step.name}` : 'the build failed';
    const where = failure_placeOf(words, image, build.shown);
    return {
        stage: 'build',
        class: 'build',
        what: image ? `${image.services.join(', ')}: ${at}` : at,
        why: outcome.timedOut
            ? 'its time was up'
            : (step?.error ??
                words.findLast(isError) ??
                words.at(-1) ??
                `buildx ended with exit code ${outcome.exitCode}`),
        fix: 'mend that step; the lines below are its last output',
        ...(where && { where }),
        evidence: (step && step.log.length > 0 ? step.log : words).slice(-shownLogLines),
    };
}
/** BuildKit puts the target's name before a step only where there are several targets. */
function imageOf({ images, step }) {
    if (images.length === 1)
        return images[0];
    return images.find(({ target }) => step?.name.startsWith(`[${target} `));
}
function isError(word) {
    return word.startsWith('ERROR: ');
}
/** BuildKit prints `Dockerfile:7` above the lines around the failing one, which stand between rules. */
function failure_placeOf(words, image, shown) {
    const line = words
        .filter((_, index) => words[index + 1]?.startsWith('-----'))
        .map((word) => /^\S.*:(\d+)$/.exec(word)?.[1])
        .find((match) => match !== undefined);
    if (line === undefined || !image || image.build.dockerfileInline !== undefined)
        return undefined;
    if (!image.build.context.startsWith('/'))
        return undefined; // of a repository: no file of ours
    const { context, dockerfile = 'Dockerfile' } = image.build;
    const file = dockerfile.startsWith('/') ? dockerfile : `${context}/${dockerfile}`;
    return { file: shown(file), line: Number(line) };
}
//# sourceMappingURL=failure.js.map
;// CONCATENATED MODULE: ./build/src/build/progress.js
// BuildKit's raw progress, read line by line: which steps ran, from cache or not, and which failed.
/** Enough to see what a failing step said; the whole is in the log that was printed. */
const keptLogLines = 200;
class BuildProgress {
    #steps = new Map();
    #announced = new Set();
    /** Takes one line of `--progress=rawjson`; gives the lines to show for it. */
    read(line) {
        const status = parseStatus(line);
        if (!status)
            return line.trim() === '' ? [] : [line];
        const shown = [];
        for (const vertex of status.vertexes) {
            const step = this.#step(vertex.digest);
            step.vertex = { ...step.vertex, ...vertex };
            const headline = this.#headline(step.vertex);
            if (headline !== undefined)
                shown.push(headline);
        }
        for (const { vertex, data } of status.logs)
            shown.push(...this.#log(vertex, data));
        return shown;
    }
    steps() {
        return [...this.#steps.values()]
            .filter(({ vertex }) => vertex.name !== undefined)
            .map(({ vertex, log, rest }) => ({
            name: vertex.name ?? '',
            cached: vertex.cached === true,
            durationMs: durationOf(vertex),
            ...(vertex.error && { error: vertex.error }),
            log: rest === '' ? log : [...log, rest],
        }));
    }
    /** The step that broke the build: others that were cancelled for it carry an error too. */
    failed() {
        const failed = this.steps().filter(({ error }) => error !== undefined);
        return failed.find((step) => !isCancelled(step)) ?? failed[0];
    }
    #step(digest) {
        const known = this.#steps.get(digest);
        if (known)
            return known;
        const fresh = { vertex: { digest }, log: [], rest: '', decoder: new TextDecoder() };
        this.#steps.set(digest, fresh);
        return fresh;
    }
    #headline(vertex) {
        if (!vertex.name || !vertex.completed || this.#announced.has(vertex.digest))
            return undefined;
        if (vertex.name.startsWith('[internal]') && !vertex.error)
            return undefined;
        this.#announced.add(vertex.digest);
        if (vertex.error)
            return isCancelled(vertex) ? undefined : `${vertex.name}: FAILED`;
        if (vertex.cached)
            return `${vertex.name}: cached`;
        return `${vertex.name}: ${(durationOf(vertex) / 1000).toFixed(1)}s`;
    }
    #log(digest, data) {
        const step = this.#step(digest);
        const text = step.decoder.decode(Buffer.from(data, 'base64'), { stream: true });
        const lines = (step.rest + text).split('\n');
        step.rest = lines.pop() ?? '';
        step.log.push(...lines);
        if (step.log.length > keptLogLines)
            step.log.splice(0, step.log.length - keptLogLines);
        const label = /^\[([^\]]*)\]/.exec(step.vertex.name ?? '')?.[1] ?? '';
        return lines.map((line) => `${label}> ${line}`);
    }
}
/** Ended for another one's sake; a good build has such steps too, when two targets share a step. */
function isCancelled({ error }) {
    return /context canceled|CANCELED/i.test(error ?? '');
}
function parseStatus(line) {
    if (!line.startsWith('{'))
        return undefined;
    try {
        const value = JSON.parse(line);
        return {
            vertexes: progress_list(value['vertexes']).filter(isVertex),
            logs: progress_list(value['logs']).filter(isLogPiece),
        };
    }
    catch {
        return undefined; // a word of the CLI that happens to begin with a brace
    }
}
function progress_list(value) {
    return Array.isArray(value) ? value : [];
}
/** Of another shape is what a newer BuildKit may say: it is passed over, the build goes on. */
function isVertex(value) {
    if (typeof value !== 'object' || value === null)
        return false;
    const { digest, name, started, completed, error } = value;
    const texts = [name, started, completed, error];
    return typeof digest === 'string' && texts.every((t) => t === undefined || typeof t === 'string');
}
function isLogPiece(value) {
    if (typeof value !== 'object' || value === null)
        return false;
    const { vertex, data } = value;
    return typeof vertex === 'string' && typeof data === 'string';
}
function durationOf({ started, completed }) {
    return started && completed ? Date.parse(completed) - Date.parse(started) : 0;
}
//# sourceMappingURL=progress.js.map
;// CONCATENATED MODULE: ./build/src/stages/build.js




async function build(plan, world, cleanup) {
    if (plan.images.length === 0)
        return [];
    for (const { candidate } of plan.images)
        cleanup.add({ kind: 'image-tag', reference: candidate });
    const progress = new BuildProgress();
    const words = [];
    const outcome = await world.runner.run({
        program: 'docker',
        argv: [
            ...['buildx', 'bake', '--file', '-', '--progress', 'rawjson'],
            // Compose projects read folders beside their own; bake asks for leave, which the user gave by running us.
            ...['--allow', 'fs=*', '--allow', 'network.host', '--allow', 'ssh'],
            ...['--provenance=false', '--metadata-file', plan.metadataFile],
        ],
        cwd: plan.workdir,
        env: { SOURCE_DATE_EPOCH: String(plan.sourceDateEpoch) },
        stdin: bakeDefinition(plan.images),
    }, {
        signal: world.signal,
        timeoutMs: plan.timeoutMs,
        onLine(stream, line) {
            if (stream === 'stderr' && !line.startsWith('{'))
                words.push(line);
            for (const shown of progress.read(line))
                world.log.foreign(shown);
        },
    });
    if (outcome.exitCode !== 0) {
        const shown = (path) => world.files.shown(path);
        const step = progress.failed();
        throw new TrialError(buildFailure({ outcome, step, words, images: plan.images, shown }));
    }
    return readImages(plan, await readDigests(plan, world));
}
async function readDigests({ metadataFile }, { files }) {
    try {
        return parseBuildMetadata(await files.read(metadataFile));
    }
    catch (error) {
        throw new TrialError(noDigest('any image', messageOf(error)), { cause: error });
    }
}
function readImages(plan, digests) {
    return plan.images.map(({ target, services, candidate }) => {
        const digest = digests.get(target);
        if (digest === undefined)
            throw new TrialError(noDigest(target, 'its metadata lacks it'));
        const repository = candidate.slice(0, candidate.lastIndexOf(':'));
        return { target, services, candidate, digest, reference: `${repository}@${digest}` };
    });
}
/** Without its digest an image can't be told from another one of the same name. */
function noDigest(whose, why) {
    return {
        stage: 'build',
        class: 'infrastructure',
        what: `buildx built the images but gave no digest of ${whose}`,
        why,
        fix: 'run the trial again; update buildx if it happens again',
    };
}
//# sourceMappingURL=build.js.map
;// CONCATENATED MODULE: ./build/src/compose/command.js
function composeArguments(plan) {
    return [
        ...['compose', '--progress', 'plain', '--project-name', plan.project],
        ...['--project-directory', plan.workdir],
        ...plan.files.flatMap((file) => ['--file', file]),
        ...['--file', plan.overrideFile],
        ...plan.profiles.flatMap((profile) => ['--profile', profile]),
        ...plan.envFiles.flatMap((file) => ['--env-file', file]),
    ];
}
/** JSON is YAML: what was built is named by digest and never pulled, everything carries our label. */
function overrideOf(plan, images) {
    const services = plan.services.map((service) => {
        const image = images.find((candidate) => candidate.services.includes(service));
        const pinned = image && { image: image.reference, pull_policy: 'never' };
        return [service, { ...pinned, labels: plan.labels }];
    });
    return JSON.stringify({ services: Object.fromEntries(services) });
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: ./build/src/health/diagnosis.js
const shownProbes = 5;
/** Those that others wait for first: the rest is mostly their consequence. */
function rootCausesFirst(troubles) {
    const names = new Set(troubles.map(({ plan }) => plan.service));
    const follows = ({ plan }) => plan.dependsOn.some(({ service }) => names.has(service));
    return [...troubles].sort((a, b) => Number(follows(a)) - Number(follows(b)));
}
function healthFailure({ plan, state, reason }, around) {
    const where = around.places.get(plan.service);
    const replica = plan.replicas > 1 && state ? ` (replica ${state.replica})` : '';
    const dependants = around.plans.filter(({ dependsOn }) => dependsOn.some(({ service }) => service === plan.service));
    const waited = dependants.length > 0
        ? `; ${dependants.map(({ service }) => service).join(', ')} waited for it`
        : '';
    const probes = (state?.probes ?? []).filter(({ exitCode }) => exitCode !== 0).slice(-shownProbes);
    return {
        stage: 'health',
        class: 'test',
        what: `${plan.service}${replica} ${reason}${waited}`,
        ...(where && { where }),
        fix: 'read its last lines below; the whole story is in its log',
        evidence: [
            ...probes.flatMap(({ exitCode, output }) => `probe, exit code ${exitCode}: ${output.trim()}`.split('\n')),
            ...around.log,
        ],
    };
}
//# sourceMappingURL=diagnosis.js.map
;// CONCATENATED MODULE: ./build/src/health/readiness.js
// When is a stack ready, what may be started next, and what has failed: rules only, no time of its own.

/** A container that died this often is not coming up, whatever its restart policy hopes. */
const crashLoopDeaths = 3;
function judgeContainer(plan, { state, steadyForMs }, stableForMs) {
    if (state.error !== '' && state.status !== 'running') {
        return { kind: 'failed', reason: `could not be started: ${state.error}` };
    }
    if (state.restarts >= crashLoopDeaths) {
        return {
            kind: 'failed',
            reason: `is in a crash loop: ${deathOf(state)}, ${state.restarts} restarts`,
        };
    }
    switch (state.status) {
        case 'created':
            return { kind: 'waiting', reason: 'not started yet' };
        case 'running':
            return judgeRunning(plan, state, steadyForMs, stableForMs);
        case 'paused':
            return { kind: 'failed', reason: 'was paused' };
        case 'restarting':
            return { kind: 'waiting', reason: `restarting after it ${deathOf(state)}` };
        case 'exited':
            return judgeExited(plan, state);
        case 'removing':
        case 'dead':
            return { kind: 'failed', reason: `was removed from outside (${state.status})` };
    }
}
function judgeRunning(plan, state, steadyForMs, stableForMs) {
    if (plan.oneShot)
        return { kind: 'waiting', reason: 'has not ended yet' };
    if (state.health === 'healthy')
        return { kind: 'ready' };
    if (state.health === 'unhealthy') {
        const last = state.probes.at(-1);
        const told = last ? `, the last probe with exit code ${last.exitCode}` : '';
        return { kind: 'failed', reason: `is unhealthy${told}` };
    }
    if (state.health === 'starting')
        return { kind: 'waiting', reason: probing(state) };
    if (steadyForMs >= stableForMs)
        return { kind: 'ready' };
    const againInMs = stableForMs - steadyForMs;
    return { kind: 'waiting', reason: 'has no healthcheck; must stay running', againInMs };
}
function probing({ probes }) {
    const last = probes.at(-1);
    if (!last || last.exitCode === 0)
        return 'its healthcheck has not answered yet';
    const said = last.output.trim().split('\n').at(-1) ?? '';
    return `its healthcheck fails with exit code ${last.exitCode}${said === '' ? '' : `: ${said}`}`;
}
function judgeExited(plan, state) {
    if (plan.oneShot && state.exitCode === 0)
        return { kind: 'ready' };
    return { kind: 'failed', reason: deathOf(state) };
}
function deathOf({ exitCode, oomKilled }) {
    if (oomKilled)
        return `was killed for lack of memory (OOM, exit code ${exitCode})`;
    return `exited with code ${exitCode}${signalOf(exitCode)}`;
}
const signals = {
    129: 'SIGHUP',
    130: 'SIGINT',
    132: 'SIGILL, an instruction this processor lacks',
    134: 'SIGABRT',
    135: 'SIGBUS',
    136: 'SIGFPE',
    137: 'SIGKILL',
    139: 'SIGSEGV',
    143: 'SIGTERM',
};
function signalOf(exitCode) {
    if (exitCode === 126)
        return ' (the command is not executable)';
    if (exitCode === 127)
        return ' (the command was not found)';
    const signal = signals[exitCode];
    return signal === undefined ? '' : ` (${signal})`;
}
function readiness_judgeStack(stack) {
    const failed = [];
    const waiting = [];
    const wakes = [];
    for (const plan of stack.plans) {
        const own = stack.observed.filter(({ state }) => state.service === plan.service);
        for (let missing = own.length; missing < plan.replicas; missing++) {
            const reason = 'has no container: it was removed from outside';
            failed.push({ plan, state: undefined, reason });
        }
        for (const one of own) {
            const verdict = judgeInTime(plan, one, stack);
            if (verdict.kind === 'ready')
                continue;
            const trouble = { plan, state: one.state, reason: verdict.reason };
            if (verdict.kind === 'failed')
                failed.push(trouble);
            else
                waiting.push(trouble);
            if (verdict.kind === 'waiting' && verdict.againInMs !== undefined)
                wakes.push(verdict.againInMs);
        }
    }
    if (failed.length > 0)
        return { kind: 'failed', troubles: failed };
    if (waiting.length === 0)
        return { kind: 'ready' };
    return {
        kind: 'waiting',
        waitingFor: waiting,
        ...(wakes.length > 0 && { againInMs: Math.min(...wakes) }),
    };
}
/** A service may have less time than the whole stack. */
function judgeInTime(plan, one, { stableForMs, elapsedMs }) {
    const verdict = judgeContainer(plan, one, plan.stableForMs ?? stableForMs);
    if (verdict.kind !== 'waiting' || plan.waitTimeoutMs === undefined)
        return verdict;
    const leftMs = plan.waitTimeoutMs - elapsedMs;
    if (leftMs > 0)
        return { ...verdict, againInMs: Math.min(leftMs, verdict.againInMs ?? leftMs) };
    return { kind: 'failed', reason: lateReason(plan.waitTimeoutMs, verdict.reason) };
}
function lateReason(timeoutMs, reason) {
    return `was not ready within ${timeoutMs / 1000}s: ${reason}`;
}
/** The services whose conditions hold now and whose containers are still to be started. */
function startable({ plans, observed, }) {
    const byService = group_by_groupBy(observed, ({ state }) => state.service);
    const holds = ({ service, condition }) => {
        const plan = plans.find((candidate) => candidate.service === service);
        if (!plan)
            return true; // not part of this run (another profile, required: false, scale 0)
        const own = byService.get(service) ?? [];
        if (own.length < plan.replicas)
            return false;
        return own.every(({ state }) => conditionHolds(condition, state));
    };
    return plans.filter((plan) => {
        const own = byService.get(plan.service) ?? [];
        return own.some(({ state }) => state.status === 'created') && plan.dependsOn.every(holds);
    });
}
function conditionHolds(condition, state) {
    switch (condition) {
        case 'started':
            return state.status !== 'created';
        case 'healthy':
            return state.health === 'healthy';
        case 'completed':
            return state.status === 'exited' && state.exitCode === 0;
    }
}
//# sourceMappingURL=readiness.js.map
;// CONCATENATED MODULE: ./build/src/stages/health.js
// Starts each container the moment its conditions hold and follows the engine's events until the
// stack is ready, has failed, or is out of time. The rules are in readiness.ts.





const health_evidenceLines = 20;
const sayAtLeastEveryMs = 15_000;
async function startUntilHealthy(plan, stack, world) {
    const run = new StartUp(plan, world);
    const { verdict, states } = await run.finish();
    switch (verdict.kind) {
        case 'ready':
            return { ...stack, states };
        case 'failed':
            throw new TrialError(await health_failuresOf(plan, verdict.troubles, world));
        case 'waiting':
            throw new TrialError(await health_failuresOf(plan, verdict.waitingFor.map((trouble) => ({
                ...trouble,
                reason: lateReason(plan.timeoutMs, trouble.reason),
            })), world));
    }
}
/** One start of one stack: what was seen when, and what was asked to start. */
class StartUp {
    #plan;
    #world;
    #asked = new Set();
    #runningSince = new Map();
    #said = new Map();
    /** The engine's refusals to start; it does not keep all of them in the container's state. */
    #refusals = new Map();
    /** Aborted at the end: what Compose still starts must not come up behind the back of cleanup. */
    #ending = new AbortController();
    #startedByCompose = [];
    #states = [];
    #hasLooked = false;
    #startedAt;
    #lastWordAt;
    #broken;
    #wake = () => { };
    constructor(plan, world) {
        this.#plan = plan;
        this.#world = world;
        this.#startedAt = world.clock.now();
        this.#lastWordAt = this.#startedAt;
    }
    async finish() {
        const { clock, engine, signal } = this.#world;
        const until = clock.now() + this.#plan.timeoutMs;
        const following = this.#follow(engine.follow(this.#plan.stack.project, AbortSignal.any([signal, this.#ending.signal])));
        try {
            for (;;) {
                signal.throwIfAborted();
                if (this.#broken)
                    throw this.#broken;
                const verdict = this.#judge();
                if (verdict.kind === 'ready')
                    return { verdict, states: this.#states };
                if (verdict.kind === 'failed' || clock.now() >= until)
                    return this.#lastLook(verdict);
                this.#startNext();
                this.#say(verdict);
                await this.#nextChange(Math.min(until - clock.now(), verdictPause(verdict), sayAtLeastEveryMs));
            }
        }
        finally {
            this.#ending.abort();
            await Promise.all([following, ...this.#startedByCompose]);
        }
    }
    /** Failing probes change no state, so no event told of them; and others may have failed since. */
    async #lastLook(before) {
        this.#states = await this.#world.engine.containers(this.#plan.stack.project);
        this.#hasLooked = true;
        const now = this.#judge();
        // What failed has failed, although its restart policy may have it running again by now.
        const verdict = before.kind === 'failed' && now.kind !== 'failed' ? before : now;
        return { verdict, states: this.#states };
    }
    #judge() {
        const { services, stableForMs } = this.#plan;
        if (!this.#hasLooked)
            return { kind: 'waiting', waitingFor: [] };
        const elapsedMs = this.#world.clock.now() - this.#startedAt;
        return readiness_judgeStack({ plans: services, observed: this.#observed(), stableForMs, elapsedMs });
    }
    #observed() {
        const now = this.#world.clock.now();
        return this.#states.map((seen) => {
            const state = { ...seen, error: seen.error || (this.#refusals.get(seen.id) ?? '') };
            if (state.status !== 'running')
                return { state, steadyForMs: 0 };
            const life = `${state.id} ${state.startedAt}`;
            const since = this.#runningSince.get(life) ?? now;
            this.#runningSince.set(life, since);
            return { state, steadyForMs: now - since };
        });
    }
    #startNext() {
        for (const service of startable({ plans: this.#plan.services, observed: this.#observed() })) {
            const created = this.#states.filter((s) => s.service === service.service && s.status === 'created');
            const ids = created.map(({ id }) => id).filter((id) => !this.#asked.has(id));
            if (ids.length === 0)
                continue;
            for (const id of ids)
                this.#asked.add(id);
            const started = this.#start(service, ids);
            if (service.startedByCompose)
                this.#startedByCompose.push(started);
        }
    }
    async #start(plan, ids) {
        try {
            if (plan.startedByCompose) {
                const signal = AbortSignal.any([this.#world.signal, this.#ending.signal]);
                await startWithCompose(this.#plan.stack, plan.service, { ...this.#world, signal });
            }
            else
                await Promise.all(ids.map((id) => this.#world.engine.start(id)));
        }
        catch (error) {
            for (const id of ids)
                this.#refusals.set(id, messageOf(error) || 'no reason was given');
            this.#wake();
        }
    }
    async #follow(changes) {
        try {
            for await (const states of changes) {
                this.#states = states;
                this.#hasLooked = true;
                this.#wake();
            }
        }
        catch (error) {
            this.#broken = error;
            this.#wake();
        }
    }
    #nextChange(atMostMs) {
        const pause = new AbortController();
        const changed = new Promise((resolve) => {
            this.#wake = resolve;
        });
        const passed = this.#world.clock
            .sleep(Math.max(0, atMostMs), AbortSignal.any([pause.signal, this.#world.signal]))
            .catch(() => { }); // ended because something changed, or the run was cancelled: the loop looks
        return Promise.race([changed, passed]).finally(() => pause.abort());
    }
    #say({ waitingFor }) {
        const { clock, log } = this.#world;
        const quietFor = clock.now() - this.#lastWordAt;
        for (const { plan, state, reason } of waitingFor) {
            const name = state?.name ?? plan.service;
            if (this.#said.get(name) === reason && quietFor < sayAtLeastEveryMs)
                continue;
            this.#said.set(name, reason);
            this.#lastWordAt = clock.now();
            log.info(`… ${plan.service}: ${reason}`);
        }
    }
}
function verdictPause(verdict) {
    return verdict.kind === 'waiting' ? (verdict.againInMs ?? sayAtLeastEveryMs) : sayAtLeastEveryMs;
}
async function startWithCompose(stack, service, world) {
    const outcome = await world.runner.run({
        program: 'docker',
        argv: [
            ...composeArguments(stack),
            ...['up', '--detach', '--no-build', '--no-deps', '--no-recreate'],
            ...['--pull', 'never', service],
        ],
        cwd: stack.workdir,
    }, { signal: world.signal, timeoutMs: stack.timeoutMs });
    if (outcome.exitCode === 0)
        return;
    if (outcome.timedOut)
        throw new Error('its time was up');
    const said = outcome.stderr.trim().split('\n').at(-1);
    throw new Error(said || `Compose ended with exit code ${outcome.exitCode}`);
}
async function health_failuresOf(plan, troubles, world) {
    return Promise.all(rootCausesFirst(troubles).map(async (trouble) => {
        const log = trouble.state
            ? await lastLines(trouble.state.id, health_evidenceLines, world.engine)
            : [];
        return healthFailure(trouble, { plans: plan.services, places: plan.places, log });
    }));
}
//# sourceMappingURL=health.js.map
;// CONCATENATED MODULE: ./build/src/compose/explained.js
// What an explanation of a refusal consists of, and the paths that the CLI names.


/** `services.api.build`, `services.api.ports.0`, `services[api].mem_limit`; names may have dots. */
function pathIn(words, sources) {
    const dotted = words.replace(/\.?\[([^\]]*)\]/g, '.$1');
    const [section = '', ...rest] = dotted.split('.');
    const below = rest.join('.');
    const name = keysBelow(sources, [section])
        .filter((one) => below === one || below.startsWith(`${one}.`))
        .reduce((longest, one) => (one.length > longest.length ? one : longest), '');
    const tail = name ? below.slice(name.length + 1).split('.') : rest;
    return [section, name, ...tail]
        .filter((part) => part !== '')
        .map((part) => (/^\d{1,6}$/.test(part) ? Number(part) : part));
}
/** The CLI prints absolute paths: the longest end of one that a file contains is what was written. */
function whereWritten(absolute, sources) {
    const parts = absolute.split('/').filter(Boolean);
    for (let start = 0; start < parts.length; start++) {
        const written = parts.slice(start).join('/');
        for (const source of sources.toReversed()) {
            const at = wordIn(source.text, written);
            if (at >= 0)
                return { written, place: placeAt(source, at) };
        }
    }
    return undefined;
}
function wordIn(text, word) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const around = `${text.charAt(at - 1)} ${text.charAt(at + word.length)}`;
        if (!/^[\w.-]|[\w-]$/.test(around))
            return at;
    }
    return -1;
}
//# sourceMappingURL=explained.js.map
;// CONCATENATED MODULE: ./build/src/compose/refused-names.js
// Services, files and variables that `docker compose config` misses: sentences recorded from 2.40.3.



const SECTIONS = new Map([
    ['network', 'networks'],
    ['volume', 'volumes'],
    ['secret', 'secrets'],
    ['config', 'configs'],
]);
const refusedNames = [
    [/^service "(.+)" depends on undefined service "?([^"]+)"?$/, undefinedService],
    [/^service "(.+)" declares unknown service "(.+)" as additional contexts (.+)$/, unknownContext],
    [/^service "(.+)" refers to undefined (network|volume|secret|config) (.+)$/, undefinedPart],
    [/^service "(.+)" declares non-buildable service "(.+)" as additional contexts (.+)$/, notBuilt],
    [/^cannot extend service "(.+)" in .+: service "(.+)" not found(?: in (.+))?$/, unknownBase],
    [/^no such service: (.+)$/, notSelectable],
    [/^dependency cycle detected: (.+)$/, circle],
    [/^service "(.+)" has neither an image nor a build context specified$/, noImage],
    [
        /^error while interpolating (\S+): required variable (\S+) is missing a value(?:: ([\s\S]*))?$/,
        missingVariable,
    ],
    [/^env file (\S.*) not found/, missingEnvFile],
    [/^couldn't find env file: (.+)$/, missingEnvFile],
    [/^(?:open|stat|lstat) (.+): no such file or directory$/m, missingFile],
    [/^(?:open|read) (.+): (permission denied|is a directory)$/m, unreadable],
    [/^no configuration file provided: not found/, noConfiguration],
    [/^(\S+) conflicts with imported resource$/, conflict],
    [/^failed to pull OCI resource "([^"]+)": ([\s\S]+)$/, refused_names_unreachable],
    [
        /unknown (?:docker )?command:? .*compose|'compose' is not a docker command|unknown shorthand flag: 'f' in -f/,
        noPlugin,
    ],
];
function undefinedService([name = '', needed = ''], sources) {
    const names = keysBelow(sources, ['services']);
    // Also said of network_mode, ipc, pid, links and volumes_from, which count as dependencies.
    const path = ['services', name, 'depends_on', needed];
    const written = locate(sources, path) ? path : ['services', name];
    if (names.includes(needed)) {
        return {
            what: `${name} depends on ${needed}, which is not selected`,
            why: `no profile of ${needed} is selected`,
            fix: `select a profile of ${needed}, or write required: false under that dependency`,
            path: written,
        };
    }
    return {
        what: `${name} depends on ${needed}, which no file defines`,
        fix: writeOr(needed, names, `define a service ${needed}`),
        path: written,
    };
}
function unknownContext([name = '', needed = '', context = ''], sources) {
    return {
        what: `${name} builds from ${needed} as ${context}, which no file defines`,
        fix: writeOr(needed, keysBelow(sources, ['services']), `define a service ${needed}`, 'service:'),
        path: ['services', name, 'build', 'additional_contexts', context],
    };
}
function undefinedPart([name = '', kind = '', part = ''], sources) {
    const section = SECTIONS.get(kind) ?? kind;
    const exact = ['services', name, section, part];
    return {
        what: `${name} uses the ${kind} ${part}, which no file defines`,
        fix: writeOr(part, keysBelow(sources, [section]), `define ${part} under the top-level ${section}`),
        path: locate(sources, exact) ? exact : ['services', name, section],
    };
}
function notBuilt([name = '', needed = '', context = '']) {
    return {
        what: `${name} builds from ${needed} as ${context}, and ${needed} is not built`,
        fix: `give ${needed} a build, or write docker-image:// and the name of its image`,
        path: ['services', name, 'build', 'additional_contexts', context],
    };
}
function unknownBase([name = '', base = '', file = ''], sources) {
    const there = sources.filter(({ path }) => path === file || path.endsWith(`/${file}`));
    const names = (file ? there : sources).flatMap((source) => keysBelow([{ ...source, reachedBy: 'include' }], ['services']));
    return {
        what: `${name} extends ${base}, which ${file || 'that file'} does not define`,
        fix: writeOr(base, names, `define a service ${base} there`),
        path: ['services', name, 'extends', 'service'],
    };
}
function notSelectable([name = ''], sources) {
    const names = keysBelow(sources, ['services']);
    return {
        what: `input services: no file defines ${name}`,
        fix: writeOr(name, names, `write one of ${names.slice(0, 10).join(', ')}`),
    };
}
function circle([names = '']) {
    const [first = '', second = ''] = names.split(' -> ');
    return {
        what: `services depend on each other in a circle: ${names}`,
        fix: 'remove one of these dependencies',
        path: ['services', first, 'depends_on', second],
    };
}
function noImage([name = '']) {
    return {
        what: `${name} has neither an image nor a build`,
        fix: 'add `image:` or `build:` to it',
        path: ['services', name],
    };
}
function missingVariable([at = '', variable = '', text = ''], sources) {
    return {
        what: `${at.replace('.[]', '')} needs the variable ${variable}, which has no value`,
        ...(text ? { why: text } : {}),
        fix: `set ${variable} in \`env:\` of the step or in an env file, or give it a default: \${${variable}:-value}`,
        path: pathIn(at, sources),
    };
}
function missingEnvFile([file = ''], sources) {
    const { written, ...place } = asWritten(file, sources);
    return {
        what: `the env file ${written} does not exist`,
        fix: 'correct the path, create the file, or write required: false beside its path',
        ...place,
    };
}
function missingFile([file = ''], sources) {
    const { written, ...place } = asWritten(file, sources);
    return {
        what: `the file ${written} does not exist`,
        fix: 'correct the path, or check that the file is committed and checked out',
        ...place,
    };
}
function unreadable([file = '', why = ''], sources) {
    const { written, ...place } = asWritten(file, sources);
    return { what: `${written} cannot be read: ${why}`, fix: 'name a readable file', ...place };
}
function asWritten(file, sources) {
    return whereWritten(file, sources) ?? { written: file };
}
function noConfiguration() {
    return {
        what: 'there is no Compose file in this folder',
        fix: 'add compose.yaml, or name the files in the input files',
    };
}
function conflict([at = ''], sources) {
    return {
        what: `${at} is defined here and in an included file`,
        fix: 'rename one of them, or list this file beside the included one under `include: - path: [...]`',
        path: pathIn(at, sources),
    };
}
function refused_names_unreachable([resource = '', why = '']) {
    return {
        class: 'infrastructure',
        what: `the included ${resource} cannot be fetched`,
        why,
        fix: 'check its name and the login to that registry',
        path: ['include'],
    };
}
function noPlugin() {
    return {
        class: 'infrastructure',
        what: 'docker has no compose command',
        fix: 'install the Compose plugin, version 2.36 or newer',
        evidence: true,
    };
}
function writeOr(word, known, otherwise, prefix = '') {
    const near = closest(word, known);
    return near ? `write ${prefix}${near}` : otherwise;
}
//# sourceMappingURL=refused-names.js.map
;// CONCATENATED MODULE: ./build/src/compose/refused-values.js
// Keys and values that `docker compose config` refuses: sentences recorded from 2.40.3.




const VALUE_FIXES = [
    [/duration/, 'write a duration such as 30s or 1m30s'],
    [/invalid size/, 'write a size such as 512m or 2g'],
    [/distinct values/, 'keep one of the two'],
    [/a-zA-Z0-9_\.-/, 'write at least two letters, digits, dots, dashes or underscores'],
    [/must be set/, 'add one of these keys'],
    [/unexpected type/, 'quote the value if it is text with a colon in it'],
];
const GO_PARSERS = new Map([
    ['Atoi', 'a whole number'],
    ['ParseInt', 'a whole number'],
    ['ParseUint', 'a whole number'],
    ['ParseFloat', 'a number'],
    ['ParseBool', 'true or false'],
]);
const DURATION_KEYS = /\.(?:interval|timeout|start_period|start_interval|stop_grace_period)$/;
const refusedValues = [
    [/^(\S*) ?additional properties '(.+)' not allowed$/i, ([at, key], s) => unknownKey(at, key, s)],
    [/^(\S*) ?additional property (.+) is not allowed$/i, ([at, key], s) => unknownKey(at, key, s)],
    [/^error while interpolating (\S+): failed to cast to expected type: (.+)$/, badCast],
    [/^invalid interpolation format for (\S+?)\.?\n/, badInterpolation],
    [/unmarshal errors:\n\s*line (\d+): cannot unmarshal !!(\w+)/, notMapping],
    [/^(?:yaml: )?line (\d+): mapping key "(.+)" already defined at line (\d+)$/, duplicateKey],
    [/^yaml: line (\d+): ([\s\S]+)$/, ([line, text]) => invalidYaml(text, line)],
    [/^yaml: unknown anchor '(.+)' referenced$/, ([name]) => unknownAnchor(name)],
    [/^yaml: ([\s\S]+)$/, ([text]) => invalidYaml(text)],
    [/^empty compose file/, emptyFile],
    [/^'(services\S+)' ([\s\S]+)$/m, ([at, text], s) => badValue(at, text, s)],
    [/^(services|networks|volumes|secrets|configs) must be a mapping$/, wrongSection],
    [/^(\S+) must be an? (.+)$/, ([at, type], s) => wrongType(at, type, s)],
    [/^(\S+) (value must be one of .+)$/, ([at, text], s) => badValue(at, text, s)],
    [/^(\S+) ('.+' does not match pattern '.+')$/, ([at, text], s) => badValue(at, text, s)],
    [/^non-string key in (\S+): (.+)$/, ([at, key], s) => numberKey(at, key, s)],
    [/^(services\S+): (unexpected type .+)$/, ([at, text], s) => badValue(at, text, s)],
    [/^(services\S+?): (can't set distinct values .+)$/, ([at, text], s) => badValue(at, text, s)],
    [
        /^((?:secrets|configs)\S+?): (one of .+ must be set)$/,
        ([at, text], s) => badValue(at, text, s),
    ],
    [/^service (\S+) declares mutually exclusive `(.+)` and `(.+)`$/, exclusive],
    [/^Invalid (hostPort|containerPort|ip address): (.+)$/, badPort],
    [/^No port specified: (.+)$/, missingPort],
    [/^invalid spec: (.+): (.+)$/, badMount],
    [/^service\.build\.platforms MUST include service\.platform "(.+)"$/, badPlatform],
];
function unknownKey(at = '', keys = '', sources) {
    const [key = ''] = keys.split("', '");
    const parent = pathIn(at, sources);
    const where = at === '' ? 'the top level' : at;
    if (at === 'services') {
        return {
            what: `services has the name ${key}, which Compose does not allow`,
            fix: 'use letters, digits, dots, dashes and underscores in the names of services',
            path: [...parent, key],
        };
    }
    const near = closest(key, keysAt(parent));
    return {
        what: `${where} has the unknown key ${key}`,
        fix: near ? `write ${near}` : 'remove it, or start its name with x- if it is yours',
        path: [...parent, key],
    };
}
function badCast([at = '', text = ''], sources) {
    // Go names the function that gave up on the text.
    const [, parser, value] = /^strconv\.(\w+): parsing "(.*)": /.exec(text) ?? [];
    const kind = GO_PARSERS.get(parser ?? '');
    return {
        what: kind
            ? `${at} is "${value}", which is not ${kind}`
            : `${at} has a value of the wrong type: ${text}`,
        fix: kind ? `write ${kind}` : 'write a value of that type',
        path: pathIn(at, sources),
    };
}
function badInterpolation([at = ''], sources) {
    return {
        what: `${at} has a $ that starts no valid variable`,
        fix: `close the variable as in \${NAME}, or write $$ for the character itself`,
        path: pathIn(at, sources),
    };
}
function notMapping([line = '', tag = '']) {
    const found = tag === 'seq' ? 'a list' : 'a single value';
    return {
        what: `this Compose file is ${found} where a mapping belongs`,
        fix: 'start it with `services:`',
        line: Number(line),
    };
}
function duplicateKey([line = '', key = '', first = '']) {
    return {
        what: `the key ${key} is there twice, first in line ${first}`,
        fix: 'keep one of them',
        line: Number(line),
    };
}
function invalidYaml(text = '', line) {
    const tab = text.includes('cannot start any token');
    return {
        what: `this is not valid YAML: ${text}`,
        fix: tab
            ? 'indent with spaces and quote values that start with @, ` or %'
            : 'check the indentation, colons and quotes at this line and the ones before it',
        ...(line ? { line: Number(line) } : {}),
    };
}
function unknownAnchor(name = '') {
    return { what: `no anchor &${name} stands before *${name}`, fix: `define &${name} above` };
}
function emptyFile() {
    return { what: 'a Compose file is empty', fix: 'add a `services:` mapping' };
}
function badValue(at = '', text = '', sources) {
    const path = pathIn(at, sources);
    const [, choices] = /^value must be one of (.+)$/.exec(text) ?? [];
    if (choices) {
        return {
            what: `${path.join('.')} has a value that Compose does not know`,
            fix: `write one of ${choices}`,
            path,
        };
    }
    const [, fix = 'correct this value'] = VALUE_FIXES.find(([pattern]) => pattern.test(text)) ?? [];
    return { what: `${path.join('.')}: ${text}`, fix, path };
}
function wrongSection([section = '']) {
    return {
        what: `${section} is not a mapping`,
        fix: 'write each entry as `name:` with its keys below',
        path: [section],
    };
}
function wrongType(at = '', type = '', sources) {
    const wanted = type.replace('array', 'list');
    const article = /^[aeiou]/.test(wanted) ? 'an' : 'a';
    return {
        what: `${at} has the wrong type`,
        fix: DURATION_KEYS.test(at)
            ? 'write a duration with its unit, such as 30s'
            : `write ${article} ${wanted}`,
        path: pathIn(at, sources),
    };
}
function numberKey(at = '', key = '', sources) {
    return {
        what: `${at} has the key ${key}, which is not text`,
        fix: `quote it: "${key}"`,
        path: [...pathIn(at, sources), key],
    };
}
function exclusive([name = '', one = '', other = '']) {
    return {
        what: `${name} has both ${one} and ${other}`,
        fix: 'keep one of them',
        path: ['services', name, other],
    };
}
function badPort([part = '', value = ''], sources) {
    const words = part === 'ip address' ? 'host address' : part.replace('Port', ' port');
    const place = whereWritten(value, sources)?.place;
    return {
        what: `an entry of ports has the ${words} ${value}`,
        fix: 'write "HOST:CONTAINER" with ports from 1 to 65535, or only "CONTAINER"',
        ...(place ? { place } : {}),
    };
}
function missingPort([entry = ''], sources) {
    // The CLI writes <empty> where nothing stands, often because a variable has no value.
    const left = entry.replace('<empty>', '');
    const place = /\d/.test(left) ? whereWritten(left, sources)?.place : emptiedPort(left, sources);
    return {
        what: `an entry of ports is ${entry}`,
        fix: 'write "HOST:CONTAINER", and give its variables values or defaults',
        ...(place ? { place } : {}),
    };
}
/** The first entry of which this much is left once its variables are empty. */
function emptiedPort(left, sources) {
    for (const name of keysBelow(sources, ['services'])) {
        for (let index = 0;; index++) {
            const path = ['services', name, 'ports', index];
            const node = nodeAt(sources, path)?.node;
            if (node === undefined)
                break;
            const text = (0,dist/* isScalar */.jn)(node) ? String(node.value) : '';
            const emptied = text.replace(/\$(?:\w+|\{\w+\})/g, '');
            if (emptied !== text && emptied === left)
                return locate(sources, path);
        }
    }
    return undefined;
}
function badMount([spec = '', why = ''], sources) {
    const place = whereWritten(spec, sources)?.place;
    return {
        what: `an entry of volumes is ${spec}: ${why}`,
        fix: 'write "SOURCE:TARGET" or "SOURCE:TARGET:ro"',
        ...(place ? { place } : {}),
    };
}
function badPlatform([platform = ''], sources) {
    const place = whereWritten(platform, sources)?.place;
    return {
        what: `a service runs on ${platform}, which its build does not make`,
        fix: `add ${platform} to its build.platforms`,
        ...(place ? { place } : {}),
    };
}
//# sourceMappingURL=refused-values.js.map
;// CONCATENATED MODULE: ./build/src/compose/errors.js
// What `docker compose config` says when it refuses the files, as a failure with its place.



const MAX_EVIDENCE_LINES = 10;
const MAX_LINE_LENGTH = 500;
const MAX_LENGTH = 16 * 1024;
function explainComposeError(stderr, sources) {
    const lines = linesOf(stderr);
    const { message, file } = withoutFile(lines, sources);
    for (const [pattern, explain] of [...refusedNames, ...refusedValues]) {
        const match = pattern.exec(message);
        if (!match)
            continue;
        const explained = explain(match.slice(1).map((group) => group ?? ''), sources);
        return failureOf(explained, { file, lines, sources });
    }
    return {
        stage: 'inputs',
        class: 'input',
        what: `docker compose config refused the files: ${message.split('\n')[0] || 'it gave no reason'}`,
        fix: 'run `docker compose config` in the same folder and correct what it names',
        ...(file ? { where: { file: file.path } } : {}),
        evidence: lines.slice(0, MAX_EVIDENCE_LINES),
    };
}
function failureOf(explained, context) {
    const { path, line, place, evidence, ...words } = explained;
    const where = place ?? errors_placeOf({ path, line, ...context });
    return {
        stage: 'inputs',
        class: 'input',
        ...words,
        ...(where ? { where } : {}),
        ...(evidence ? { evidence: context.lines.slice(0, MAX_EVIDENCE_LINES) } : {}),
    };
}
function errors_placeOf(known) {
    const { path, line, sources } = known;
    const file = known.file ?? (sources.length === 1 ? sources[0] : undefined);
    if (line !== undefined)
        return file ? { file: file.path, line } : undefined;
    if (path) {
        const within = known.file ? locateNearest([known.file], path) : undefined;
        const where = within ?? locateNearest(sources, path);
        if (where)
            return where;
    }
    return known.file && { file: known.file.path };
}
// The CLI logs warnings, on one line each, before the error itself.
function linesOf(stderr) {
    return stderr
        .slice(-MAX_LENGTH)
        .split(/\r?\n/)
        .map((line) => line.trimEnd().slice(0, MAX_LINE_LENGTH))
        .filter((line) => line !== '' && !/^time="[^"]*" level=/.test(line));
}
function withoutFile(lines, sources) {
    const whole = lines.join('\n').replace(/: invalid compose project$/, '');
    const match = /^(?:validating|failed to parse) (.+?\.ya?ml): +([\s\S]*)$/.exec(whole);
    const [, path = '', rest = ''] = match ?? [];
    if (!match)
        return { message: whole, file: undefined };
    return { message: rest, file: sourceAt(path, sources) };
}
// The CLI prints absolute paths; the sources carry those of the repository.
function sourceAt(absolute, sources) {
    return sources
        .filter(({ path }) => absolute === path || absolute.endsWith(`/${path.replace(/^\.\//, '')}`))
        .toSorted((one, other) => other.path.length - one.path.length)
        .at(0);
}
//# sourceMappingURL=errors.js.map
;// CONCATENATED MODULE: ./build/src/compose/release.js
// Which releases of Compose can be relied on, and which of them may see what a file includes.
/** The first that resolves models as this program reads them. */
const LEAST = [2, 36, 0];
/** Before it, an included OCI artifact could write any file of the machine, even on `config`. */
const SAFE_WITH_REMOTE = [2, 40, 2];
const ADVISORY = 'CVE-2025-62725';
/** What `docker compose version --short` prints: `2.40.3`, `v2.40.3`, `2.40.3-desktop.1`. */
function parseRelease(output) {
    const shown = output.trim().replace(/^v/, '');
    const [, major, minor, patch] = /^(\d{1,4})\.(\d{1,4})\.(\d{1,4})/.exec(shown) ?? [];
    if (major === undefined)
        return undefined;
    return { shown, release: [Number(major), Number(minor), Number(patch)] };
}
/** A build without a version is someone's own: they know what they run. */
function judgeRelease(compose, references) {
    if (compose === undefined)
        return [];
    if (isBefore(compose.release, LEAST))
        return [tooOld(compose.shown)];
    if (!isBefore(compose.release, SAFE_WITH_REMOTE))
        return [];
    return references
        .filter(({ remote }) => remote)
        .map(({ path, where, reachedBy }) => ({
        stage: 'inputs',
        class: 'input',
        what: `${reachedBy} ${path} is fetched from elsewhere, which Compose ${compose.shown} must not do`,
        why: `before ${SAFE_WITH_REMOTE.join('.')} such a file can overwrite any file of this machine (${ADVISORY})`,
        fix: `install Compose ${SAFE_WITH_REMOTE.join('.')} or newer, or copy the file into the repository`,
        where,
    }));
}
function tooOld(shown) {
    return {
        stage: 'plan',
        class: 'infrastructure',
        what: `Compose ${shown} is too old`,
        why: `${LEAST.join('.')} is the oldest that can be relied on here`,
        fix: `install Compose ${LEAST.join('.')} or newer`,
    };
}
function isBefore(one, other) {
    for (const [index, part] of one.entries()) {
        const against = other[index] ?? 0;
        if (part !== against)
            return part < against;
    }
    return false;
}
//# sourceMappingURL=release.js.map
;// CONCATENATED MODULE: ./build/src/event/payload.js
// Looks into an event payload without believing anything about its shape.
/** The value at a path of own keys, or undefined: neither prototypes nor getters are ever reached. */
function at(value, ...path) {
    let current = value;
    for (const key of path) {
        if (typeof current !== 'object' || current === null)
            return undefined;
        current = Object.getOwnPropertyDescriptor(current, key)?.value;
    }
    return current;
}
/** A string that says something: an empty one is absent. */
function textAt(value, ...path) {
    return payload_present(at(value, ...path));
}
function flagAt(value, ...path) {
    const found = at(value, ...path);
    return typeof found === 'boolean' ? found : undefined;
}
/** A number as GitHub counts: a positive whole one. */
function countAt(value, ...path) {
    const found = at(value, ...path);
    return typeof found === 'number' && Number.isSafeInteger(found) && found > 0 ? found : undefined;
}
/** A variable that is set to something: runners export absent values as empty strings. */
function payload_present(value) {
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
//# sourceMappingURL=payload.js.map
;// CONCATENATED MODULE: ./build/src/event/repository.js
// Which repository this is, and on which GitHub it lives.

const DEFAULT_SERVER = {
    url: 'https://github.com',
    host: 'github.com',
    kind: 'github.com',
};
/** Undefined when the value is no http(s) address. */
function parseServer(value) {
    const url = parseUrl(value.trim());
    if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === '')
        return undefined;
    const path = url.pathname.split('/').filter(Boolean).join('/');
    const address = path === '' ? url.origin : `${url.origin}/${path}`;
    return { url: address, host: url.host, kind: kindOf(url.hostname) };
}
// GitHub runs itself in development on *.localhost, so that is no Enterprise Server.
function kindOf(host) {
    if (host === 'github.com' || host.endsWith('.localhost'))
        return 'github.com';
    return host.endsWith('.ghe.com') ? 'ghe.com' : 'ghes';
}
function readServer(value) {
    const given = payload_present(value);
    if (given === undefined)
        return { server: DEFAULT_SERVER };
    const server = parseServer(given);
    if (server !== undefined)
        return { server };
    return {
        server: DEFAULT_SERVER,
        problem: {
            what: `GITHUB_SERVER_URL is ${JSON.stringify(given)}, which is no http or https address`,
            fix: 'set GITHUB_SERVER_URL to an address such as https://github.com, or leave it unset',
        },
    };
}
/** Every form `git remote get-url` prints for a hosted repository; a path on disk is none. */
function parseRemote(value) {
    const text = value.trim();
    const url = text.includes('://') ? parseUrl(text) : undefined;
    if (url !== undefined) {
        if (!/^(?:https?|ssh|git|git\+ssh):$/.test(url.protocol))
            return undefined;
        // The port of an ssh remote is the ssh daemon's, never the web server's.
        const web = url.protocol.startsWith('http');
        return remoteOf(web ? url.host : url.hostname, url.pathname);
    }
    // scp's short form; one letter before the colon is a drive of Windows.
    const short = /^(?:[^@/\s]+@)?([^:/@\s]{2,}):(?!\/\/)(.+)$/.exec(text);
    return short?.[1] && short[2] ? remoteOf(short[1], short[2]) : undefined;
}
function remoteOf(host, path) {
    const parts = path.split('/').filter(Boolean);
    const name = parts.pop()?.replace(/\.git$/i, '');
    if (!name || parts.length === 0 || host === '')
        return undefined;
    const named = host.toLowerCase();
    // GitHub answers ssh on port 443 under a name of its own.
    return { host: named === 'ssh.github.com' ? 'github.com' : named, owner: parts.join('/'), name };
}
function parseUrl(value) {
    return URL.canParse(value) ? new URL(value) : undefined;
}
/** From the workflow's environment, with what only the payload knows. */
function readRepository(value, payload, server) {
    const fullName = payload_present(value)?.trim() ?? textAt(payload, 'repository', 'full_name');
    if (fullName === undefined)
        return {};
    const [owner, name, ...rest] = fullName.split('/');
    if (!owner || !name || rest.length > 0) {
        return {
            problem: {
                what: `GITHUB_REPOSITORY is ${JSON.stringify(fullName)}, which is not of the form owner/name`,
                fix: 'set GITHUB_REPOSITORY to the owner and the name with one slash between them',
            },
        };
    }
    const description = textAt(payload, 'repository', 'description');
    const licence = textAt(payload, 'repository', 'license', 'spdx_id');
    const isPrivate = flagAt(payload, 'repository', 'private');
    return {
        repository: {
            ...{ owner, name, fullName, url: `${server.url}/${fullName}` },
            ...(description !== undefined && { description }),
            ...(licence !== undefined && licence !== 'NOASSERTION' && { licence }),
            ...(isPrivate !== undefined && { private: isPrivate }),
        },
    };
}
/** A laptop has no server variable: the remote names both the server and the repository. */
function repositoryOfRemote(url) {
    const remote = url === undefined ? undefined : parseRemote(url);
    if (remote === undefined)
        return { server: DEFAULT_SERVER };
    // A host without a dot is an alias of the user's ssh configuration, not an address.
    const named = remote.host.includes('.') ? parseServer(`https://${remote.host}`) : undefined;
    const server = named ?? DEFAULT_SERVER;
    const { owner, name } = remote;
    const fullName = `${owner}/${name}`;
    return { server, repository: { owner, name, fullName, url: `${server.url}/${fullName}` } };
}
//# sourceMappingURL=repository.js.map
;// CONCATENATED MODULE: ./build/src/event/subject.js
// What a GitHub event is about: which ref, which pull request, whose code.


function readSubject(event, sources) {
    const { env, payload } = sources;
    const action = textAt(payload, 'action');
    const eventSha = parseSha(env['GITHUB_SHA']);
    const common = {
        event,
        ...(action && { action }),
        ...(eventSha && { eventSha }),
    };
    if (event === 'workflow_run')
        return aboutRun(common, sources);
    return { ...common, ...(isPullRequest(event) ? ofPullRequest(sources) : subject_ofRef(event, sources)) };
}
function ofPullRequest({ env, payload }) {
    const given = payload_present(env['GITHUB_REF']);
    const merge = given?.startsWith('refs/pull/') ? given : undefined;
    const number = countAt(payload, 'pull_request', 'number') ?? countAt(payload, 'number') ?? numberOf(merge);
    const headSha = parseSha(at(payload, 'pull_request', 'head', 'sha'));
    const headBranch = textAt(payload, 'pull_request', 'head', 'ref') ?? payload_present(env['GITHUB_HEAD_REF']);
    return {
        ...(headSha && { headSha }),
        ...(headBranch && { headBranch }),
        ...pullRequestRef(number, merge),
        ...baseBranchOf(textAt(payload, 'pull_request', 'base', 'ref') ?? env['GITHUB_BASE_REF']),
        ...originOf(at(payload, 'pull_request', 'head', 'repo'), { env, payload }),
    };
}
// A pull request's branch is never `branch`: tags of that name belong to the base repository.
function aboutRun(common, { env, payload, git }) {
    const run = at(payload, 'workflow_run');
    const cause = textAt(run, 'event');
    // head_sha of a pull_request_target run is the base's commit; the user's is in head_commit.
    const made = cause === 'pull_request_target' ? parseSha(at(run, 'head_commit', 'id')) : undefined;
    const headSha = made ?? parseSha(at(run, 'head_sha'));
    const headBranch = textAt(run, 'head_branch');
    const origin = originOf(at(run, 'head_repository'), { env, payload });
    const aboutCode = isPullRequest(cause) || cause === undefined || origin.headRepository !== undefined;
    const subject = {
        ...common,
        ...(cause && { cause }),
        ...(headSha && { headSha }),
        ...(headBranch && { headBranch }),
        ...origin,
        fork: origin.fork && aboutCode,
    };
    if (isPullRequest(cause) || subject.fork) {
        const number = countAt(run, 'pull_requests', '0', 'number');
        const base = textAt(run, 'pull_requests', '0', 'base', 'ref');
        return { ...subject, ...pullRequestRef(number), ...baseBranchOf(base) };
    }
    if (isBaseTree(subject, parseSha(git?.sha)) || headBranch === undefined) {
        return { ...subject, ...splitRef(payload_present(env['GITHUB_REF'])) };
    }
    // The payload calls a tag a branch too; only git can tell them apart.
    const kind = git?.tags.includes(headBranch) ? 'tags' : 'heads';
    return { ...subject, ...splitRef(`refs/${kind}/${headBranch}`) };
}
function subject_ofRef(event, { env, payload }) {
    const ref = payload_present(env['GITHUB_REF']);
    if (event === 'merge_group') {
        // The queue's branch is temporary: no tag may be named after it.
        const base = textAt(payload, 'merge_group', 'base_ref');
        return { ...(ref && { ref }), ...baseBranchOf(base), fork: false };
    }
    const released = event === 'release' ? textAt(payload, 'release', 'tag_name') : undefined;
    const isTag = ref?.startsWith('refs/tags/');
    const found = released !== undefined && !isTag ? `refs/tags/${released}` : ref;
    return { ...splitRef(found), ...baseBranchOf(textAt(payload, 'base_ref')), fork: false };
}
function splitRef(ref) {
    const branch = ref?.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined;
    const tag = ref?.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : undefined;
    return { ...(ref && { ref }), ...(branch && { branch }), ...(tag && { tag }) };
}
function pullRequestRef(pullRequest, given) {
    const ref = given ?? (pullRequest && `refs/pull/${pullRequest}/merge`);
    return { ...(pullRequest && { pullRequest }), ...(ref && { ref }) };
}
function numberOf(ref) {
    const digits = /^refs\/pull\/([1-9]\d{0,14})\//.exec(ref ?? '')?.[1];
    return digits === undefined ? undefined : Number(digits);
}
function baseBranchOf(ref) {
    const baseBranch = payload_present(ref)?.replace(/^refs\/heads\//, '');
    return baseBranch ? { baseBranch } : {};
}
// Who can't be shown to come from this repository is a stranger: a deleted fork has no repository.
function originOf(head, { env, payload }) {
    const headRepository = textAt(head, 'full_name');
    const named = headRepository !== undefined && { headRepository };
    const base = at(payload, 'repository') ?? at(payload, 'pull_request', 'base', 'repo');
    const [headId, baseId] = [countAt(head, 'id'), countAt(base, 'id')];
    if (headId !== undefined && baseId !== undefined)
        return { fork: headId !== baseId, ...named };
    const here = textAt(base, 'full_name') ?? payload_present(env['GITHUB_REPOSITORY']);
    const same = here !== undefined && headRepository?.toLowerCase() === here.toLowerCase();
    return { fork: !same, ...named };
}
//# sourceMappingURL=subject.js.map
;// CONCATENATED MODULE: ./build/src/event/event.js
// What happened: a GitHub event, or a person at a laptop, told as plain facts.




// docker/metadata-action counts these as runs on the default branch, and its users' rules rely on it.
const DEFAULT_BRANCH_EVENTS = ['create', 'discussion', 'issues', 'schedule'];
function readEvent(env, payload, git) {
    return env['GITHUB_ACTIONS'] === 'true' ? readGitHub(env, payload, git) : readLaptop(git);
}
function readLaptop(git) {
    const { branch, defaultBranch } = git ?? {};
    // On a branch the user means the branch; of several tags on one commit none is meant more.
    const tag = git?.detached && git.tags.length === 1 ? git.tags[0] : undefined;
    const ref = branch ? `refs/heads/${branch}` : tag && `refs/tags/${tag}`;
    const facts = {
        event: 'local',
        ...chooseCommit({ event: 'local' }, git),
        ...(ref && { ref }),
        ...(branch && { branch }),
        ...(tag && { tag }),
        ...(defaultBranch && { defaultBranch }),
        isDefaultBranch: Boolean(branch) && branch === defaultBranch,
        fork: false,
        ...repositoryOfRemote(git?.remoteUrl),
        ...workingTree(git),
    };
    return { facts, problems: [] };
}
function workingTree(git) {
    const checkedOut = parseSha(git?.sha);
    return {
        ...(checkedOut !== undefined && { checkedOut }),
        ...(git?.commitDate && { commitDate: git.commitDate }),
        dirty: git?.dirty ?? 0,
        shallow: git?.shallow ?? false,
        detached: git?.detached ?? false,
    };
}
function readGitHub(env, payload, git) {
    const event = payload_present(env['GITHUB_EVENT_NAME'])?.trim();
    const { server, problem: serverProblem } = readServer(env['GITHUB_SERVER_URL']);
    const { repository, problem: repositoryProblem } = readRepository(env['GITHUB_REPOSITORY'], payload, server);
    const subject = readSubject(event ?? 'unknown', { env, payload, git });
    const commit = chooseCommit(subject, git);
    const defaultBranch = textAt(payload, 'repository', 'default_branch') ?? git?.defaultBranch;
    const onDefault = subject.branch !== undefined && subject.branch === defaultBranch;
    const facts = {
        ...subject,
        ...commit,
        ...(defaultBranch && { defaultBranch }),
        isDefaultBranch: onDefault || DEFAULT_BRANCH_EVENTS.includes(subject.event),
        server,
        ...(repository && { repository }),
        ...workingTree(git),
        ...readRun(env),
    };
    const found = [eventProblem(event), shaProblem(env, commit), serverProblem, repositoryProblem];
    return { facts, problems: found.filter((problem) => problem !== undefined) };
}
function eventProblem(event) {
    if (event !== undefined)
        return undefined;
    return {
        what: 'GITHUB_EVENT_NAME is not set, so what this run may do is not known',
        fix: 'set GITHUB_EVENT_NAME, or unset GITHUB_ACTIONS when this is not GitHub Actions',
    };
}
function shaProblem(env, commit) {
    const given = payload_present(env['GITHUB_SHA']);
    const fix = 'set GITHUB_SHA to the 40 (or, with sha256, 64) hex digits of the commit';
    if (given !== undefined && parseSha(given) === undefined) {
        return { what: `GITHUB_SHA is ${JSON.stringify(given)}, which names no commit`, fix };
    }
    if (commit.sha !== undefined)
        return undefined;
    return { what: 'no commit is known: GITHUB_SHA is not set and nothing is checked out', fix };
}
function readRun(env) {
    const runId = payload_present(env['GITHUB_RUN_ID']);
    const attempt = /^[1-9]\d{0,8}$/.exec(env['GITHUB_RUN_ATTEMPT'] ?? '')?.[0];
    const job = payload_present(env['GITHUB_JOB']);
    const actor = payload_present(env['GITHUB_ACTOR']);
    return {
        ...(runId && { runId }),
        ...(attempt && { runAttempt: Number(attempt) }),
        ...(job && { job }),
        ...(actor && { actor }),
    };
}
//# sourceMappingURL=event.js.map
;// CONCATENATED MODULE: ./build/src/compose/sources.js
// The user's Compose files as written: refused here when the CLI should not see them.




const MAX_BYTES = 1024 * 1024;
const sources_LIMITS = { nesting: MAX_NESTING, tokens: 250_000 };
function readSources(files) {
    const read = files.map(readSource);
    const problems = read.flatMap((one) => one.problems);
    const sources = read.flatMap((one) => one.source ?? []);
    const [first] = sources;
    if (first && problems.length === 0 && !sources.some(bringsServices)) {
        problems.push(noServices(first));
    }
    return { sources, problems };
}
function readSource(file) {
    const source = withLines({ ...file, text: file.text.replace(/^\uFEFF/, '') });
    const early = beforeParsing(source);
    if (early)
        return { problems: [early] };
    const parsed = parseCapped(source.text, sources_LIMITS);
    const refusal = whyRefused(source, parsed);
    if (refusal || parsed.kind === 'refused')
        return { problems: refusal ? [refusal] : [] };
    const root = parsed.documents[0]?.contents;
    if (!root || ((0,dist/* isScalar */.jn)(root) && root.value === null)) {
        return {
            problems: [survey_problem(source, 0, 'this Compose file is empty', 'add a `services:` mapping')],
        };
    }
    const survey = new Survey(source);
    survey.measure(root);
    const problems = [...survey.problems, ...wrongShapes(source, root)].slice(0, MAX_PROBLEMS_PER_FILE);
    return problems.length > 0
        ? { problems }
        : { source: { ...source, root, aliases: survey.aliases, keys: survey.keys }, problems };
}
function beforeParsing(source) {
    // No character takes less than one byte, so a long text is refused without encoding it.
    const bytes = source.text.length > MAX_BYTES ? source.text.length : Buffer.byteLength(source.text);
    if (bytes > MAX_BYTES) {
        return survey_problem(source, undefined, `this Compose file has ${bytes} bytes and ${MAX_BYTES} are allowed`, 'move large content into files of its own and name them, for example with `file:` or `env_file:`');
    }
    const broken = source.text.indexOf('\uFFFD');
    if (source.invalidUtf8 === true || (source.invalidUtf8 === undefined && broken >= 0)) {
        return survey_problem(source, broken >= 0 ? broken : undefined, 'this Compose file is not valid UTF-8', 'save it as UTF-8');
    }
    return undefined;
}
function whyRefused(source, parsed) {
    if (parsed.kind === 'refused') {
        return parsed.limit === 'nesting'
            ? survey_problem(source, parsed.offset, `the YAML nests deeper than ${sources_LIMITS.nesting} levels here`, 'flatten it')
            : survey_problem(source, parsed.offset, `the YAML has more than ${sources_LIMITS.tokens} tokens`, 'split the file');
    }
    if (parsed.error) {
        const { message, pos } = parsed.error;
        return survey_problem(source, pos[0], `this is not valid YAML: ${lowerFirst(message)}`, fixFor(message, lineAt(source.text, pos[0])));
    }
    const second = parsed.documents[1];
    if (!second)
        return undefined;
    return survey_problem(source, source.text.indexOf('---', parsed.documents[0]?.range[1] ?? 0), 'this Compose file has a second YAML document', 'move it into a file of its own and name both files');
}
function wrongShapes(source, root) {
    const at = root.range?.[0];
    if (!(0,dist/* isMap */.jh)(root)) {
        return [survey_problem(source, at, 'this Compose file is not a mapping', 'start it with `services:`')];
    }
    const pair = root.items.find(({ key }) => (0,dist/* isScalar */.jn)(key) && key.value === 'services');
    if (!pair || (0,dist/* isMap */.jh)(pair.value) || (0,dist/* isAlias */.Vj)(pair.value))
        return [];
    const key = (0,dist/* isScalar */.jn)(pair.key) ? pair.key.range?.[0] : at;
    return [
        survey_problem(source, key, '`services` is not a mapping', 'write each service as `name:` with its keys below'),
    ];
}
function noServices(source) {
    const keys = (0,dist/* isMap */.jh)(source.root) ? source.root.items.map(({ key }) => key) : [];
    const near = keys.find((key) => (0,dist/* isScalar */.jn)(key) && key.value !== 'services' && closest(String(key.value), ['services']));
    if (!(0,dist/* isScalar */.jn)(near)) {
        return survey_problem(source, 0, 'no Compose file has services', 'add a service under `services:`');
    }
    const what = `no Compose file has services, this one has ${near.value}`;
    return survey_problem(source, near.range?.[0], what, 'write services');
}
function bringsServices(source) {
    if (!(0,dist/* isMap */.jh)(source.root))
        return false;
    return source.root.items.some(({ key, value }) => (0,dist/* isScalar */.jn)(key) &&
        (key.value === 'include' ||
            key.value === '<<' ||
            (key.value === 'services' && !((0,dist/* isMap */.jh)(value) && value.items.length === 0))));
}
function fixFor(message, line) {
    if (/^ *\t/.test(line))
        return 'indent with spaces: YAML takes no tab there';
    // Compose itself takes such a file, but no one could then tell what else in it was misread.
    if (/^Flow .* sufficiently indented/.test(message)) {
        return 'close the bracket, and indent the lines inside it deeper than the key before it';
    }
    return 'check the indentation, colons and quotes around here';
}
function lineAt(text, offset) {
    const start = text.lastIndexOf('\n', offset - 1) + 1;
    const end = text.indexOf('\n', offset);
    return text.slice(start, end < 0 ? undefined : end);
}
function lowerFirst(text) {
    return text.charAt(0).toLowerCase() + text.slice(1);
}
//# sourceMappingURL=sources.js.map
;// CONCATENATED MODULE: ./build/src/stages/compose-files.js
// Finds the Compose files of a project and reads them with all that they include or extend.



/** A chain of includes that is longer is a loop of generated files, not a project. */
const maxFiles = 200;
const composeNames = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
async function readComposeFiles(inputs, { env, fork }, files) {
    const names = inputs.files ?? (await namesInEnvironment(inputs, env, files));
    const found = names.length > 0 ? names : await findByName(files);
    const follow = fork ? isInside : isOnDisk;
    if (found.length > 0)
        return { files: found, ...(await readAll(found, follow, files)) };
    const there = await files.exists('.');
    const folder = files.shown('.') || '.';
    const problem = there
        ? {
            what: `no Compose file in ${folder}`,
            why: `looked for ${composeNames.join(', ')}`,
            fix: 'add one, or name yours with the input files (or set workdir)',
        }
        : { what: `the folder ${folder} does not exist`, fix: 'correct the input workdir' };
    return { files: [], sources: [], problems: [compose_files_inputFailure(problem)] };
}
/** Compose takes COMPOSE_FILE from its env files too. */
async function namesInEnvironment({ envFiles }, env, files) {
    const separator = env['COMPOSE_PATH_SEPARATOR'];
    if (env['COMPOSE_FILE'] !== undefined)
        return split(env['COMPOSE_FILE'], separator);
    const texts = await Promise.all((envFiles.length > 0 ? envFiles : ['.env']).map((file) => files.read(file).catch(() => '')));
    const written = texts.flatMap((text) => /^COMPOSE_FILE=(["']?)(.+?)\1\s*$/m.exec(text)?.[2] ?? []);
    return split(written.at(-1), separator);
}
function split(value, separator = ':') {
    return value ? value.split(separator).filter((part) => part !== '') : [];
}
async function findByName(files) {
    for (const name of composeNames) {
        if (!(await files.exists(name)))
            continue;
        const override = name.replace(/\.(ya?ml)$/, '.override.$1');
        return (await files.exists(override)) ? [name, override] : [name];
    }
    return [];
}
/** The CLI sees no file before all are sound. */
async function readAll(names, follow, files) {
    const texts = [];
    const unreadable = [];
    let next = names.map((name) => ({ path: files.shown(name) }));
    const seen = new Set();
    for (;;) {
        for (const named of next) {
            seen.add(named.path);
            const read = await readOne(named, files);
            if ('text' in read)
                texts.push(read);
            else
                unreadable.push(read);
        }
        const { sources, problems } = readSources(texts);
        next = referencedFiles(sources).filter((one) => follow(one) && !seen.has(one.path));
        if (next.length === 0 || texts.length > maxFiles) {
            // That nothing has services is no news while a file is missing.
            return {
                sources,
                problems: unreadable.length > 0 && sources.length === texts.length
                    ? unreadable
                    : [...unreadable, ...problems],
            };
        }
    }
}
async function readOne(named, files) {
    const { path, reachedBy, folder, where } = named;
    try {
        const text = await files.read(files.absolute(path));
        return { path, text, ...(reachedBy && { reachedBy }), ...(folder && { folder }) };
    }
    catch (error) {
        const missing = error?.code === 'ENOENT';
        return compose_files_inputFailure({
            what: `the Compose file ${path} ${missing ? 'does not exist' : "can't be read"}`,
            ...(missing ? {} : { why: messageOf(error) }),
            fix: reachedBy ? `correct the ${reachedBy} that names it` : 'correct the input files',
            ...(where && { where }),
        });
    }
}
function isOnDisk({ remote }) {
    return !remote;
}
function isInside({ path, remote }) {
    return !remote && !path.startsWith('/') && !path.startsWith('../');
}
/** What a fork names is read and fetched beside our credentials. */
function refuseForFork(sources) {
    return referencedFiles(sources).flatMap((reference) => {
        if (isInside(reference))
            return [];
        const { path, remote, where, reachedBy } = reference;
        const how = remote ? 'is fetched from elsewhere' : 'lies outside the repository';
        const what = `${reachedBy} ${path} ${how}, which a fork may not ask for`;
        return compose_files_inputFailure({ what, fix: 'copy the file into the repository', where });
    });
}
function compose_files_inputFailure(problem) {
    return { stage: 'inputs', class: 'input', ...problem };
}
//# sourceMappingURL=compose-files.js.map
;// CONCATENATED MODULE: ./build/src/stages/observe.js
// Reads everything that the plan needs and changes nothing: the event, git, the Compose files and
// what Compose makes of them, the engine. What can't be read is a problem among others.









/** `docker compose config` reads files only; one that hangs reads something that it should not. */
const configTimeoutMs = 60_000;
async function observe(inputs, around, world) {
    const { facts, problems } = readEvent(around.env, around.payload, around.git);
    const [seen, engine] = await Promise.all([
        seeStack(inputs, around, facts, world),
        attempt(world.engine.version()),
    ]);
    const { problems: found, ...stack } = seen;
    return {
        facts,
        ...stack,
        locate: (path) => locateNearest(stack.sources, path),
        ...(engine.kind === 'done' && { engine: engine.value }),
        problems: [
            ...(engine.kind === 'failed' ? engine.problems : []),
            ...problems.map((problem) => ({ stage: 'inputs', class: 'input', ...problem })),
            ...found,
        ],
    };
}
async function seeStack(inputs, { env }, { fork }, world) {
    const read = await readComposeFiles(inputs, { env, fork }, world.files);
    const { sources, files } = read;
    const early = [...read.problems, ...(fork ? refuseForFork(sources) : [])];
    const resolved = early.length > 0 ? failed(early) : await resolveStack(inputs, read, world);
    // A file that can't be read may hold any part of the stack.
    const draft = draftStack(read.problems.length > 0 ? [] : sources);
    const stack = resolved.kind === 'done' ? resolved.value : draft.stack;
    const builds = judgeBuilds(stack, await lookAtBuilds(stack, world.files), (path) => world.files.shown(world.files.absolute(path)) || '.', sources);
    return {
        stack,
        ...(resolved.kind === 'done'
            ? { model: 'resolved', extent: 'all' }
            : { model: 'drafted', extent: read.problems.length > 0 ? 'some' : draft.extent }),
        files,
        sources,
        problems: [...(resolved.kind === 'failed' ? resolved.problems : []), ...builds],
    };
}
/** What Compose makes of the files; a release that is not up to them never sees them. */
async function resolveStack(inputs, { files, sources }, world) {
    const references = referencedFiles(sources);
    const release = attempt(composeRelease(world));
    if (references.some(({ remote }) => remote)) {
        const compose = await release;
        const early = compose.kind === 'done' ? judgeRelease(compose.value, references) : compose.problems;
        if (early.length > 0)
            return failed(early);
    }
    const [outcome, compose] = await Promise.all([
        attempt(composeConfig(inputs, files, world)),
        release,
    ]);
    if (outcome.kind === 'failed')
        return outcome;
    const old = compose.kind === 'done' ? judgeRelease(compose.value, references) : [];
    const { exitCode, stdout, stderr, timedOut } = outcome.value;
    if (timedOut)
        return failed([...old, stuck]);
    if (exitCode !== 0)
        return failed([...old, explainComposeError(stderr, sources)]);
    return old.length > 0 ? failed(old) : { kind: 'done', value: parseStack(stdout) };
}
const stuck = {
    stage: 'plan',
    class: 'infrastructure',
    what: `docker compose config did not end within ${configTimeoutMs / 1000}s`,
    why: 'it only reads files, so one of them is a pipe or lies on a disk that does not answer',
    fix: 'look at the env files and at what the Compose files include and extend',
};
async function composeRelease(world) {
    const outcome = await world.runner.run({ program: 'docker', argv: ['compose', 'version', '--short'] }, { signal: world.signal, timeoutMs: configTimeoutMs });
    // Without Compose, `config` fails too and says so.
    return outcome.exitCode === 0 ? parseRelease(outcome.stdout) : undefined;
}
function composeConfig(inputs, files, world) {
    const argv = [
        'compose',
        ...files.flatMap((file) => ['--file', file]),
        ...inputs.profiles.flatMap((profile) => ['--profile', profile]),
        ...inputs.envFiles.flatMap((file) => ['--env-file', file]),
        'config',
        ...inputs.services,
    ];
    return world.runner.run({ program: 'docker', argv }, { signal: world.signal, timeoutMs: configTimeoutMs });
}
async function lookAtBuilds(stack, files) {
    const needed = neededFiles(stack);
    const folders = needed.folders.map(async (folder) => {
        const there = await files.exists(files.absolute(folder));
        return [folder, there ? 'there' : 'missing'];
    });
    const dockerfiles = needed.dockerfiles.map(async (path) => [path, await readDockerfile(files.absolute(path), files)]);
    return {
        folders: new Map(await Promise.all(folders)),
        dockerfiles: new Map(await Promise.all(dockerfiles)),
    };
}
/** BuildKit takes `dockerfile` for want of `Dockerfile`. */
async function readDockerfile(path, files) {
    for (const name of [path, path.replace(/\/Dockerfile$/, '/dockerfile')]) {
        if (!(await files.exists(name)))
            continue;
        return await files.read(name).then((text) => ({ kind: 'text', text }), 
        // A folder, or one that only root may read: what it is, the build will tell.
        () => ({ kind: 'unreadable' }));
    }
    return { kind: 'missing' };
}
function failed(problems) {
    return { kind: 'failed', problems };
}
/** An expected failure becomes a problem that can be told with others. */
async function attempt(work) {
    try {
        return { kind: 'done', value: await work };
    }
    catch (error) {
        if (error instanceof TrialError)
            return failed(error.failures);
        throw error;
    }
}
//# sourceMappingURL=observe.js.map
;// CONCATENATED MODULE: ./build/src/publish/berths.js
function berthsOf(plan, images) {
    return images.flatMap((image) => {
        const push = plan.images.find(({ target }) => target === image.target);
        const fixed = (push?.tags ?? []).filter(({ kind }) => kind === 'immutable');
        const floating = (push?.tags ?? []).filter(({ kind }) => kind === 'floating');
        const staging = fixed[0]?.name ?? plan.stagingTag;
        return (push?.repositories ?? []).map((repository) => ({
            image,
            repository,
            staging,
            fixed,
            floating,
        }));
    });
}
function isLatest(tag) {
    return tag.kind === 'floating' && tag.ordering.kind === 'latest';
}
function isOrdinary(tag) {
    return !isLatest(tag);
}
/** What is where now, and what another run will do about it. */
function withState(failures, done, berths) {
    const known = new Set(done.map(({ reference }) => reference));
    const untouched = berths
        .flatMap(({ repository, floating }) => floating.map(({ name }) => `${repository}:${name}`))
        .filter((reference) => !known.has(reference));
    const state = [
        ...done.map(({ reference, state: what, reason }) => `${what}: ${reference} (${reason})`),
        ...untouched.map((reference) => `not touched: ${reference}`),
        'a second run takes what is there as it is and does the rest',
    ];
    return failures.map((failure, index) => index === 0 ? { ...failure, evidence: [...(failure.evidence ?? []), ...state] } : failure);
}
function takenFailure(reference, there, { digest }) {
    return {
        stage: 'publish',
        class: 'registry',
        what: `${reference} is taken by another image`,
        why: `the registry has ${there}, tried was ${digest}; a tag that stays is never moved`,
        fix: 'promote what is there, or make the build reproducible; delete the tag if it was pushed by mistake',
    };
}
//# sourceMappingURL=berths.js.map
;// CONCATENATED MODULE: ./build/src/publish/forward.js

/** In a shallow clone the commit of the tag is not there; then the dates of both commits decide. */
function kinshipByDate(current, commitDate) {
    if (current.created === undefined || commitDate === undefined)
        return 'unknown';
    const theirs = Date.parse(current.created);
    const ours = Date.parse(commitDate);
    if (Number.isNaN(theirs) || Number.isNaN(ours))
        return 'unknown';
    return theirs > ours ? 'newer' : 'unknown';
}
function decideMove({ tag, ordering, digest, current, kinship }) {
    if (current === undefined)
        return { kind: 'move', reason: `${tag} is new` };
    if (current.digest === digest)
        return { kind: 'there', reason: `${tag} points there already` };
    switch (ordering.kind) {
        case 'latest':
            return ordering.version === undefined
                ? byKinship(tag, kinship)
                : byVersion(tag, ordering.scheme ?? 'semver', ordering.version, current);
        case 'semver':
        case 'pep440':
            return byVersion(tag, ordering.kind, ordering.version, current);
        case 'branch':
            return byKinship(tag, kinship);
        case 'other':
            return { kind: 'move', reason: `${tag} has no order` };
    }
}
function byVersion(tag, scheme, version, current) {
    const ours = parseVersion(scheme, version);
    const theirs = current.version === undefined ? undefined : parseVersion(scheme, current.version);
    if (!ours || !theirs) {
        return { kind: 'move', reason: `${tag} points to an image that names no version` };
    }
    if (compareVersions(ours, theirs) < 0) {
        return {
            kind: 'stay',
            reason: `${tag} points to ${current.version}, which is higher than ${version}`,
        };
    }
    return { kind: 'move', reason: `${tag} goes from ${current.version} to ${version}` };
}
function byKinship(tag, kinship) {
    switch (kinship) {
        case 'newer':
            return { kind: 'stay', reason: `${tag} points to a newer commit than this one` };
        case 'older':
            return { kind: 'move', reason: `${tag} goes from an older commit to this one` };
        case 'same':
            return { kind: 'move', reason: `${tag} points to another build of this commit` };
        case 'diverged':
            return { kind: 'move', reason: `${tag} points to a commit of another line of history` };
        case 'unknown':
            return {
                kind: 'move',
                reason: `${tag} is moved without knowing the order: its commit is not in this clone (fetch-depth: 0 brings it)`,
            };
    }
}
//# sourceMappingURL=forward.js.map
;// CONCATENATED MODULE: ./build/src/publish/image-config.js
function configPlace(manifest) {
    const { config, manifests } = parse(manifest);
    if (config?.digest)
        return { kind: 'config', digest: config.digest };
    // Attestations stand in an index as manifests of the platform unknown/unknown.
    const first = manifests?.find(({ platform }) => platform?.os !== 'unknown');
    return first?.digest ? { kind: 'manifest', digest: first.digest } : { kind: 'none' };
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return {}; // an image that nobody can read has no version that could be higher
    }
}
function labelsOf(config) {
    const { config: inner } = parse(config);
    const label = (name) => inner?.Labels?.[`org.opencontainers.image.${name}`];
    const [version, revision, created] = [label('version'), label('revision'), label('created')];
    return {
        ...(version && { version }),
        ...(revision && { revision }),
        ...(created && { created }),
    };
}
//# sourceMappingURL=image-config.js.map
;// CONCATENATED MODULE: ./build/src/publish/current.js


const gitTimeoutMs = 30_000;
async function currentOf(repository, manifest, world) {
    return { digest: manifest.digest, ...labelsOf(await configOf(repository, manifest, world)) };
}
/** Empty where it can't be read: such an image names no version that could be higher. */
async function configOf(repository, manifest, world) {
    const place = configPlace(manifest.text);
    if (place.kind === 'none')
        return '';
    if (place.kind === 'config') {
        const blob = await world.registry.blob(repository, place.digest, world.signal);
        return blob.kind === 'ok' ? blob.value : '';
    }
    const inner = await world.registry.manifest(repository, place.digest, world.signal);
    if (inner.kind !== 'ok' || configPlace(inner.value.text).kind === 'manifest')
        return '';
    return configOf(repository, inner.value, world);
}
async function kinshipOf(current, { sha, commitDate }, world) {
    if (!current?.revision || sha === undefined)
        return 'unknown';
    if (current.revision === sha)
        return 'same';
    // It stands in a label that anybody may have written, and goes to git as an argument.
    if (!/^[0-9a-f]{40,64}$/.test(current.revision))
        return 'unknown';
    if (await isAncestor(current.revision, sha, world))
        return 'older';
    const weAreOlder = await isAncestor(sha, current.revision, world);
    if (weAreOlder === undefined)
        return kinshipByDate(current, commitDate);
    return weAreOlder ? 'newer' : 'diverged';
}
/** Undefined where one of the commits is not in this clone. */
async function isAncestor(older, newer, { runner, signal }) {
    const argv = ['merge-base', '--is-ancestor', older, newer];
    const { exitCode } = await runner.run({ program: 'git', argv }, { signal, timeoutMs: gitTimeoutMs });
    return exitCode === 0 ? true : exitCode === 1 ? false : undefined;
}
//# sourceMappingURL=current.js.map
;// CONCATENATED MODULE: ./build/src/publish/refusals.js
// What a registry or the engine's push said, sorted: worth another try or not, and what to do.
/** In the order of certainty: a 403 that mentions a timeout is a refusal. */
const signs = [
    {
        kind: 'denied',
        passing: false,
        pattern: /unauthorized|authentication required|denied|forbidden|no basic auth|\b40[13]\b/i,
    },
    { kind: 'rate-limit', passing: true, pattern: /toomanyrequests|too many requests|\b429\b/i },
    { kind: 'too-large', passing: false, pattern: /\b413\b|entity too large/i },
    {
        kind: 'missing',
        passing: false,
        pattern: /name unknown|repository .*(not found|does not exist)|\b404\b/i,
    },
    {
        kind: 'busy',
        passing: true,
        pattern: /\b(408|500|502|503|504|522)\b|internal server error|bad gateway|unavailable/i,
    },
    {
        kind: 'network',
        passing: true,
        pattern: /connection (reset|refused|closed)|ECONNRESET|ECONNREFUSED|EPIPE|broken pipe|\bEOF\b|timeout|timed out|no such host|i\/o|socket hang up|use of closed/i,
    },
];
function sortRefusal(text) {
    const sign = signs.find(({ pattern }) => pattern.test(text));
    return sign ? { kind: sign.kind, passing: sign.passing } : { kind: 'other', passing: false };
}
/** One sentence on what to do, by registry where they differ. */
function adviceFor({ kind }, registry) {
    switch (kind) {
        case 'denied':
            return deniedAdvice(registry);
        case 'missing':
            return missingAdvice(registry);
        case 'rate-limit':
            return registry === 'docker.io'
                ? 'log in to Docker Hub, which allows more requests then, or run it again later'
                : 'run it again later; what passed is pushed then';
        case 'too-large':
            return 'a layer is larger than the registry takes: split the step that makes it';
        case 'busy':
        case 'network':
            return 'run it again when the registry answers; a second run continues where this one ended';
        case 'other':
            return 'read what the registry said above; a second run continues where this one ended';
    }
}
function deniedAdvice(registry) {
    if (registry === 'ghcr.io') {
        return 'give the job permissions: packages: write, and this repository write access in the settings of the package';
    }
    if (registry === 'docker.io')
        return 'log in with a token that may write to this repository';
    if (/\.amazonaws\.com$/.test(registry)) {
        return 'log in with a role that has ecr:PutImage and ecr:InitiateLayerUpload on this repository';
    }
    if (/(\.pkg\.dev|gcr\.io)$/.test(registry)) {
        return 'give the account roles/artifactregistry.writer on this repository';
    }
    if (/\.azurecr\.io$/.test(registry))
        return 'give the account the role AcrPush';
    if (registry === 'quay.io')
        return 'give the robot account write permission on this repository';
    return 'log in with an account that may write to this repository';
}
function missingAdvice(registry) {
    if (/\.amazonaws\.com$/.test(registry))
        return 'create the repository first: ECR makes none by itself';
    return 'check the name; some registries want the project or repository created first, and say 404 where access is missing';
}
//# sourceMappingURL=refusals.js.map
;// CONCATENATED MODULE: ./build/src/publish/retry.js
// When a failed request to a registry is worth another try, and after how long.
/** The docker CLI gives up after 0.2 s on 429 and 503; rate limits need seconds. */
const registryRetries = {
    tries: 5,
    firstMs: 1000,
    longestMs: 30_000,
    longestAskedMs: 60_000,
};
const jitter = 0.1;
function nextTry(policy, { number, askedMs, chance, leftMs }) {
    if (number >= policy.tries)
        return { kind: 'give-up', reason: `${number} tries` };
    if (askedMs !== undefined && askedMs > policy.longestAskedMs) {
        const seconds = Math.round(askedMs / 1000);
        return { kind: 'give-up', reason: `the registry asks to wait ${seconds}s` };
    }
    const doubled = Math.min(policy.longestMs, policy.firstMs * 2 ** (number - 1));
    const afterMs = Math.max(askedMs ?? 0, doubled * (1 - jitter + 2 * jitter * chance));
    if (afterMs > leftMs)
        return { kind: 'give-up', reason: 'its time is up' };
    return { kind: 'again', afterMs };
}
/** Seconds or an HTTP date; anything else asks for nothing. */
function parseRetryAfter(text, nowMs) {
    if (text === undefined)
        return undefined;
    if (/^\d{1,9}$/.test(text.trim()))
        return Number(text.trim()) * 1000;
    const date = Date.parse(text);
    if (Number.isNaN(date) || !/[a-z]{3}/i.test(text))
        return undefined;
    return Math.max(0, date - nowMs);
}
const passing = new Set([408, 429, 500, 502, 503, 504, 522]);
function isPassingStatus(status) {
    return passing.has(status);
}
//# sourceMappingURL=retry.js.map
;// CONCATENATED MODULE: ./build/src/publish/persist.js
// Tries something at a registry until it succeeds, is refused for good, or its time is up.



async function persist({ what, reference, untilMs }, world, attempt) {
    const { clock, log, signal } = world;
    const said = [];
    for (let number = 1;; number++) {
        signal.throwIfAborted();
        const tried = await attempt();
        if (tried.kind === 'done')
            return tried.value;
        said.push(`try ${number}: ${tried.reason}`);
        const { askedMs } = tried;
        const next = nextTry(registryRetries, {
            number,
            chance: world.random(),
            leftMs: untilMs - clock.now(),
            ...(askedMs !== undefined && { askedMs }),
        });
        if (!tried.passing)
            throw new TrialError(persist_failureOf(what, reference, said, 'not tried again'));
        if (next.kind === 'give-up')
            throw new TrialError(persist_failureOf(what, reference, said, next.reason));
        log.info(`… ${what} again in ${(next.afterMs / 1000).toFixed(1)}s: ${tried.reason}`);
        await clock.sleep(next.afterMs, signal);
    }
}
function persist_failureOf(what, reference, said, given) {
    const last = said.at(-1)?.replace(/^try \d+: /, '') ?? '';
    return {
        stage: 'publish',
        class: 'registry',
        what: `could not ${what}`,
        why: `${last} (${given})`,
        fix: adviceFor(sortRefusal(last), reference.slice(0, reference.indexOf('/'))),
        evidence: said,
    };
}
/** An answer of the registry as a try; `absent` means what the caller says it means. */
function tryOf(answer, absent, now) {
    switch (answer.kind) {
        case 'ok':
            return { kind: 'done', value: answer.value };
        case 'absent':
            return absent;
        case 'unreachable':
            return { kind: 'failed', reason: answer.reason, passing: sortRefusal(answer.reason).passing };
        case 'refused': {
            const { status, message, retryAfter } = answer.refusal;
            const askedMs = parseRetryAfter(retryAfter, now.getTime());
            return {
                kind: 'failed',
                reason: message,
                passing: isPassingStatus(status),
                ...(askedMs !== undefined && { askedMs }),
            };
        }
    }
}
//# sourceMappingURL=persist.js.map
;// CONCATENATED MODULE: ./build/src/stages/publish.js






/** A registry may need a moment until it knows what it just took. */
const settleTries = 8;
async function publish(plan, passed, world, publishing) {
    if (plan.kind === 'skip')
        return;
    const publication = new Publication(plan, world, publishing);
    const berths = berthsOf(plan, passed.images);
    try {
        const manifests = await publish_all(berths, (berth) => publication.settle(berth));
        // What moves is moved last, when all that stays is there and proven; `latest` at the very end.
        await publish_all(manifests, ({ berth, manifest }) => publication.move(berth, manifest, isOrdinary));
        await publish_all(manifests, ({ berth, manifest }) => publication.move(berth, manifest, isLatest));
    }
    catch (error) {
        if (!(error instanceof TrialError))
            throw error;
        throw new TrialError(withState(error.failures, publication.done, berths), { cause: error });
    }
}
/** Waits for all, whatever fails, so that nothing goes on behind a reported end; tells every failure. */
async function publish_all(items, work) {
    const ended = await Promise.allSettled(items.map(work));
    const errors = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    const bug = errors.find((error) => !(error instanceof TrialError));
    if (bug !== undefined)
        throw bug;
    const failures = errors.flatMap((error) => (error instanceof TrialError ? error.failures : []));
    if (failures.length > 0)
        throw new TrialError(failures);
    return ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}
class Publication {
    done = [];
    #plan;
    #world;
    #publishing;
    #untilMs;
    constructor(plan, world, publishing) {
        this.#plan = plan;
        this.#world = world;
        this.#publishing = publishing;
        this.#untilMs = world.clock.now() + plan.budgetMs;
    }
    /** Pushes the image under a tag that stays, unless it is there, and reads it back. */
    async settle(berth) {
        const { image, repository, staging, fixed } = berth;
        const before = await this.#read(repository, staging);
        if (before && before.digest !== image.digest && fixed.length > 0) {
            throw new TrialError(takenFailure(`${repository}:${staging}`, before.digest, image));
        }
        if (before?.digest !== image.digest)
            await this.#push(berth);
        const manifest = before?.digest === image.digest ? before : await this.#readBack(berth, staging);
        const state = before?.digest === image.digest ? 'there' : 'pushed';
        this.#note(berth, staging, state, state === 'there' ? 'the same image' : 'read back');
        for (const { name } of fixed.slice(1))
            await this.#moveTo(berth, name, manifest, 'pushed', 'read back');
        return { berth, manifest };
    }
    async move(berth, manifest, wanted) {
        for (const tag of berth.floating.filter(wanted)) {
            if (tag.kind !== 'floating')
                continue;
            const there = await this.#read(berth.repository, tag.name);
            const current = there && (await currentOf(berth.repository, there, this.#world));
            const kinship = await kinshipOf(current, this.#plan, this.#world);
            const digest = berth.image.digest;
            const move = decideMove({ tag: tag.name, ordering: tag.ordering, digest, current, kinship });
            if (move.kind === 'move')
                await this.#moveTo(berth, tag.name, manifest, 'moved', move.reason);
            else
                this.#note(berth, tag.name, move.kind === 'there' ? 'there' : 'stayed', move.reason);
        }
    }
    #note({ image, repository }, tag, state, reason) {
        const reference = `${repository}:${tag}`;
        const settled = { reference, state, reason };
        this.done.push(settled);
        this.#publishing.onSettled(image.target, settled);
        const mark = state === 'stayed' ? '–' : '✓';
        this.#world.log.info(`${mark} ${reference}@${image.digest} ${state}: ${reason}`);
    }
    #persist(what, reference, attempt) {
        return persist({ what, reference, untilMs: this.#untilMs }, this.#world, attempt);
    }
    async #push({ image, repository, staging }) {
        const { runner, engine, signal, clock } = this.#world;
        const reference = `${repository}:${staging}`;
        this.#publishing.cleanup.add({ kind: 'image-tag', reference });
        await engine.tag(image.reference, repository, staging);
        await this.#persist(`push ${reference}`, reference, async () => {
            const timeoutMs = Math.max(1, this.#untilMs - clock.now());
            const argv = ['push', '--quiet', reference];
            return tryOfPush(await runner.run({ program: 'docker', argv }, { signal, timeoutMs }));
        });
    }
    /** The registry's answer is the proof; what a client says it pushed is not. */
    async #readBack({ image, repository }, tag) {
        const reference = `${repository}:${tag}`;
        let missing = 0;
        const manifest = await this.#persist(`read back ${reference}`, reference, async () => {
            const answer = await this.#world.registry.manifest(repository, tag, this.#world.signal);
            missing += 1;
            const passing = missing < settleTries;
            const absent = { kind: 'failed', reason: 'the registry does not know it', passing };
            return tryOf(answer, absent, this.#world.clock.date());
        });
        if (manifest.digest === image.digest)
            return manifest;
        throw new TrialError({
            stage: 'publish',
            class: 'registry',
            what: `${reference} is not the image that passed`,
            why: `the registry has ${manifest.digest}, tried was ${image.digest}`,
            fix: 'do not deploy that tag; run the trial again',
        });
    }
    async #moveTo(berth, tag, manifest, state, reason) {
        const { registry, signal, clock } = this.#world;
        const reference = `${berth.repository}:${tag}`;
        await this.#persist(`tag ${reference}`, reference, async () => {
            const answer = await registry.putManifest(berth.repository, tag, manifest, signal);
            const absent = { kind: 'failed', reason: '404', passing: false };
            return tryOf(answer, absent, clock.date());
        });
        await this.#readBack(berth, tag);
        this.#note(berth, tag, state, reason);
    }
    #read(repository, tag) {
        const reference = `${repository}:${tag}`;
        return this.#persist(`read ${reference}`, reference, async () => {
            const answer = await this.#world.registry.manifest(repository, tag, this.#world.signal);
            return tryOf(answer, { kind: 'done', value: undefined }, this.#world.clock.date());
        });
    }
}
function tryOfPush({ exitCode, stdout, stderr, timedOut }) {
    if (exitCode === 0)
        return { kind: 'done', value: undefined };
    if (timedOut)
        return { kind: 'failed', reason: 'its time was up', passing: false };
    const reason = `${stdout}\n${stderr}`.trim().split('\n').at(-1) || `exit code ${exitCode}`;
    return { kind: 'failed', reason, passing: sortRefusal(reason).passing };
}
//# sourceMappingURL=publish.js.map
;// CONCATENATED MODULE: ./build/src/stages/rights.js
// Asks each registry whether we may push there, before minutes are spent on a build.


const askedForMs = 10_000;
async function checkRights(plan, world) {
    if (plan.kind === 'skip')
        return;
    const repositories = new Set(plan.images.flatMap((image) => image.repositories));
    const found = await Promise.all([...repositories].map((repository) => check(repository, world)));
    const failures = found.filter((failure) => failure !== undefined);
    if (failures.length > 0)
        throw new TrialError(failures);
}
/** Only a clear refusal counts: a registry that is busy now may take the images in ten minutes. */
async function check(repository, world) {
    const signal = AbortSignal.any([world.signal, AbortSignal.timeout(askedForMs)]);
    const answer = await world.registry.tryUpload(repository, signal).catch(() => undefined);
    world.signal.throwIfAborted();
    if (answer?.kind !== 'refused')
        return undefined;
    const { status, message } = answer.refusal;
    if (status !== 401 && status !== 403 && status !== 404)
        return undefined;
    return {
        stage: 'publish',
        class: 'registry',
        what: `${repository} can't be pushed to`,
        why: `asked before the build, the registry says ${message}`,
        fix: adviceFor(sortRefusal(String(status)), repository.slice(0, repository.indexOf('/'))),
    };
}
//# sourceMappingURL=rights.js.map
;// CONCATENATED MODULE: ./build/src/stages/stack.js


async function createStack(plan, images, world, cleanup) {
    await world.files.write(plan.overrideFile, overrideOf(plan, images));
    cleanup.add({ kind: 'stack', project: plan.project });
    const outcome = await world.runner.run({
        program: 'docker',
        argv: [
            ...composeArguments(plan),
            'create',
            '--no-build',
            '--quiet-pull',
            '--force-recreate',
            ...scaleArguments(plan),
            ...plan.services,
        ],
        cwd: plan.workdir,
    }, { signal: world.signal, timeoutMs: plan.timeoutMs, onLine: (_, line) => world.log.debug(line) });
    if (outcome.exitCode !== 0)
        throw new TrialError(createFailure(outcome, plan));
    await compareImages(plan, images, world);
    return { project: plan.project, images };
}
function scaleArguments({ scale }) {
    return [...scale].flatMap(([service, replicas]) => ['--scale', `${service}=${replicas}`]);
}
/** The promise of the whole product: what runs is what was built, to the byte. */
async function compareImages(plan, images, world) {
    for (const state of await world.engine.containers(plan.project)) {
        const image = images.find(({ services }) => services.includes(state.service));
        if (!image || state.image === image.digest)
            continue;
        throw new TrialError({
            stage: 'stack',
            class: 'infrastructure',
            what: `${state.service} would run ${state.image}, not the image that was built (${image.digest})`,
            why: 'another process changed the image between the build and the start',
            fix: 'run the trial again; give parallel runs an engine of their own if it happens often',
        });
    }
}
function createFailure(outcome, plan) {
    const lines = `${outcome.stdout}\n${outcome.stderr}`
        .split('\n')
        .filter((line) => line.trim() !== '');
    const told = lines.findLast((line) => /error|denied|not found|failed/i.test(line)) ?? lines.at(-1);
    return {
        stage: 'stack',
        class: 'test',
        what: `the containers of ${plan.services.length} services could not be created`,
        why: outcome.timedOut
            ? 'its time was up'
            : (told ?? `Compose ended with exit code ${outcome.exitCode}`),
        fix: 'the lines below are the last that Compose said',
        evidence: lines.slice(-10),
    };
}
//# sourceMappingURL=stack.js.map
;// CONCATENATED MODULE: ./build/src/trial.js
// The whole story of a trial, top to bottom.










async function runTrial(run, world) {
    const { inputs, problems, around } = run;
    const record = new Recorder(world, inputs.mode);
    const cleanup = new Cleanup(run.undoStore);
    try {
        cleanup.add({ kind: 'folder', path: around.folder });
        await world.prepare();
        const plan = await record.step('plan', async () => makePlan(inputs, around, await observe(inputs, around, world), problems));
        record.planned(plan);
        if (inputs.mode !== 'plan')
            await sail(plan, record, cleanup, world);
    }
    catch (error) {
        record.failed(error);
    }
    finally {
        await record.step('cleanup', () => cleanUp(inputs, record, cleanup, world));
    }
    return record.done();
}
/** What was planned, and nothing else; each stage takes what the one before it made. */
async function sail(plan, record, cleanup, world) {
    await record.step('rights', () => checkRights(plan.publish, world));
    const images = await record.step('build', () => build(plan.build, world, cleanup));
    record.built(images);
    const stack = await record.step('stack', () => createStack(plan.stack, images, world, cleanup));
    const healthy = await record.step('health', () => startUntilHealthy(plan.health, stack, world));
    record.healthy(healthy);
    const passed = await record.step('smoke', () => smoke(plan.smoke, healthy, world, (result) => record.checked(result)));
    await record.step('publish', () => publish(plan.publish, passed, world, {
        cleanup,
        onSettled: (target, reference) => record.settled(target, reference),
    }));
    record.published();
}
/** A cancelled job has seconds left; a normal end must not hang on an engine that does not answer. */
const cleanupDeadlineMs = { hurried: 5_000, normal: 120_000 };
async function cleanUp(inputs, record, cleanup, world) {
    const { project, failures } = record;
    const keep = inputs.keep === 'always' || (inputs.keep === 'on-failure' && failures.length > 0);
    if (keep && project !== undefined && !world.signal.aborted) {
        cleanup.keepStack();
        record.note(`kept as asked; take it down with: docker compose -p ${project} down -v`);
    }
    const hurry = world.signal.aborted;
    const deadlineMs = hurry ? cleanupDeadlineMs.hurried : cleanupDeadlineMs.normal;
    for (const left of await cleanup.run(world, { hurry, deadlineMs })) {
        world.log.warning(`not removed: ${left}`);
        record.note(`not removed: ${left}`);
    }
}
//# sourceMappingURL=trial.js.map
;// CONCATENATED MODULE: ./build/src/version.js
// Kept equal to package.json by a test: a bundle can't read that file.
const version_version = '0.1.0';
//# sourceMappingURL=version.js.map
;// CONCATENATED MODULE: ./build/src/cli.js
// Entry on a laptop: arguments → the same inputs → the same trial; plain text and an exit code.













const usage = `sea-trial ${version_version}

  sea-trial [trial] [flags]   build the stack, bring it up, check it; push with --push

Every input of the action is a flag of the same name (--wait-timeout 90s); -f names a Compose file.
  --json      print the report as JSON
  --version   print the version
  --help      print this
`;
async function main(argv) {
    const args = parseArguments(argv);
    if (args.flags.help)
        return print(usage);
    if (args.flags.version)
        return print(`${version_version}\n`);
    try {
        return await trial(args);
    }
    catch (error) {
        if (!(error instanceof TrialError))
            throw error;
        process.stderr.write(`${error.failures.map(renderFailure).join('\n')}\n`);
        return exitCodeOf(error.failures);
    }
}
function print(text) {
    process.stdout.write(text);
    return 0;
}
async function trial(args) {
    const refused = refuseCommand(args.command);
    if (refused.length > 0)
        throw new TrialError(refused);
    const raw = withDefaults(args.raw, inputsOfEnvironment(process.env));
    const { inputs: given, problems } = parseInputs(raw, args.problems, notYet);
    const inputs = { ...given, workdir: external_node_path_namespaceObject.resolve(given.workdir) };
    const cancelled = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.once(signal, () => cancelled.abort(new Error(signal)));
    }
    const log = terminalLog({
        write: (text) => (args.flags.json ? process.stderr : process.stdout).write(text),
        colour: process.stdout.isTTY && !process.env['NO_COLOR'],
        verbose: process.env['SEA_TRIAL_DEBUG'] === '1',
    });
    const { logins, problems: bad } = parseLogins(inputs);
    const identity = nameRun(process.env, (0,external_node_os_namespaceObject.tmpdir)());
    const { signal } = cancelled;
    const world = makeWorld({ env: process.env, inputs, logins, identity, log, signal });
    const around = await readSurroundings(process.env, inputs, identity, undefined);
    const run = { inputs, problems: [...problems, ...bad], around, undoStore: { save: () => { } } };
    const record = await runTrial(run, world);
    log.info(renderText(record));
    const folder = external_node_path_namespaceObject.resolve(inputs.workdir, inputs.reportDir);
    const report = await writeReport(folder, record, world.files);
    log.info(`report: ${external_node_path_namespaceObject.relative(process.cwd(), report)}`);
    if (args.flags.json)
        process.stdout.write(`${renderJson(record)}\n`);
    return record.verdict === 'passed' ? 0 : exitCodeOf(record.failures);
}
main(process.argv.slice(2)).then((exitCode) => {
    process.exitCode = exitCode;
}, (error) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 3;
});
//# sourceMappingURL=cli.js.map
