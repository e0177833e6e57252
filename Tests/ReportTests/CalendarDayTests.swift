import Foundation
import Testing

@testable import Report

struct CalendarDayTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
    ("1900-03-01", -25_508), ("2025-04-18", 20_196),
  ]) func `days are counted as the calendar counts them`(text: String, days: Int) throws {
    let day = try #require(CalendarDay(parsing: text))
    #expect(day.daysSince1970 == days && day.text == text)
  }

  @Test func `every day of two leap cycles follows the one before`() throws {
    var last = try #require(CalendarDay(parsing: "1895-12-31")).daysSince1970
    for year in 1896...2104 {
      for month in 1...12 {
        for day in 1...31 {
          func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
          guard let date = CalendarDay(parsing: "\(year)-\(padded(month))-\(padded(day))") else {
            continue
          }
          #expect(date.daysSince1970 == last + 1)
          last = date.daysSince1970
        }
      }
    }
  }

  @Test(arguments: [
    "", "2025", "2025-4-18", "2025-04-18T10:00", "2025-13-01", "2025-00-01", "2025-02-29",
    "2024-02-30", "1900-02-29", "2025-04-31", "-025-04-01", "2025-04-1 ", "٢٠٢٥-٠٤-٠١",
  ]) func `what is no day is none`(text: String) {
    #expect(CalendarDay(parsing: text) == nil)
  }
}
