/// The frames, style and script of a report, embedded in the program so that it can be moved.
package enum Templates {
  /// File names are unique across folders: they are all that is left of a path here.
  package static let all: [String: [UInt8]] = [
    "figures.js": PackageResources.figures_js,
    "page.mustache": PackageResources.page_mustache,
    "single.mustache": PackageResources.single_mustache,
    "article.mustache": PackageResources.article_mustache,
    "logo.mustache": PackageResources.logo_mustache,
    "passcurve.css": PackageResources.passcurve_css,
    "passcurve.js": PackageResources.passcurve_js,
    "problems.js": PackageResources.problems_js,
  ]

  /// What report.json may hold, as JSON Schema.
  package static let reportSchema: [UInt8] = PackageResources.report_schema_json
}
