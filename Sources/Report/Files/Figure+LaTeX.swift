import Charts

extension Figure {
  /// A float for a paper that includes the drawing, with its title and its finding as the caption.
  ///
  /// LaTeX takes no SVG: the first line says how the PDF is made, its text still text.
  var latex: String {
    """
    % rsvg-convert -f pdf -o \(id).pdf \(id).svg; needs \\usepackage{graphicx}
    \\begin{figure}
    \\centering
    \\includegraphics[width=\\linewidth]{\(id).pdf}
    \\caption{\(LaTeX.text(title)). \(LaTeX.text(description))}
    \\label{fig:\(id)}
    \\end{figure}

    """
  }
}
