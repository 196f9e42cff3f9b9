import { describe, expect, test } from '@jest/globals'
import { formatDate, isTimeZone, unknownDateToken } from '../../src/tags/date-format.ts'

const date = new Date('2020-01-10T00:30:05.123Z')

describe('a date', () => {
  test.each([
    ['YYYYMMDD', 'UTC', '20200110'],
    ['YYYYMMDD-HHmmss', 'Asia/Tokyo', '20200110-093005'],
    ['YYYYMMDD-HHmmss', 'America/New_York', '20200109-193005'],
    ['YY.M.D', 'UTC', '20.1.10'],
    ['dddd, MMMM Do YYYY, h:mm:ss a', 'UTC', 'Friday, January 10th 2020, 12:30:05 am'],
    ['ddd MMM DD', 'UTC', 'Fri Jan 10'],
    ['H-HH-h-hh-m-mm-s-ss-A', 'UTC', '0-00-12-12-30-30-5-05-AM'],
    ['S SS SSS SSSSS', 'UTC', '1 12 123 12300'],
    ['X', 'UTC', '1578616205'],
    ['x', 'UTC', '1578616205123'],
    ['Z ZZ', 'UTC', '+00:00 +0000'],
    ['Z ZZ', 'Asia/Kolkata', '+05:30 +0530'],
    ['Z', 'America/New_York', '-05:00'],
    ['DDD DDDD', 'UTC', '10 010'],
    ['GGGG-[W]WW', 'UTC', '2020-W02'],
    ['[YYYY at] YYYY', 'UTC', 'YYYY at 2020'],
    ['YYYY-MM-DDTHH:mm:ss.SSS[Z]', 'UTC', '2020-01-10T00:30:05.123Z'],
  ])('in format %s and zone %s is %s', (format, zone, text) => {
    expect(unknownDateToken(format)).toBeUndefined()
    expect(formatDate(date, format, zone)).toBe(text)
  })

  test.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [13, '13th'],
    [21, '21st'],
    [30, '30th'],
  ])('of day %i is the %s', (day, text) => {
    expect(formatDate(new Date(Date.UTC(2020, 0, day)), 'Do', 'UTC')).toBe(text)
  })

  test('of the first days of January may be in a week of the year before', () => {
    expect(formatDate(new Date('2021-01-03T12:00:00Z'), 'GGGG-WW', 'UTC')).toBe('2020-53')
  })

  test('follows summer time', () => {
    expect(formatDate(new Date('2024-07-01T12:00:00Z'), 'HH Z', 'Europe/Berlin')).toBe('14 +02:00')
  })

  test.each(['LT', 'gggg', 'Mo', 'kk', 'YYYYY'])('has no token %s', (token) => {
    expect(unknownDateToken(`DD ${token}`)).toBe(token)
  })

  test('knows time zones by name', () => {
    expect(isTimeZone('Asia/Tokyo')).toBe(true)
    expect(isTimeZone('Asia/Tokio')).toBe(false)
  })
})
