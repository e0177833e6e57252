import Charts

extension Figure {
  /// A float for a paper that includes the drawing, with its title and its finding as the caption.
  ///
  /// LaTeX takes no SVG: the first line says how the PDF is made, its text still text.
  var latex: String {
    "% rsvg-convert -f pdf -o \(id).pdf \(id).svg; needs \\usepackage{graphicx}\n"
      + float("\\includegraphics[width=\\linewidth]{\(id).pdf}")
  }

  /// The same around a drawing that has its width already.
  func latex(including path: String) -> String {
    "% needs \\usepackage{graphicx}; the path is from the kit's folder\n"
      + float("\\includegraphics{\(path)}")
  }

  private func float(_ drawing: String) -> String {
    """
    \\begin{figure}
    \\centering
    \(drawing)
    \\caption{\(LaTeX.text(title)). \(LaTeX.text(description))}
    \\label{fig:\(id)}
    \\end{figure}

    """
  }
}
