/// Counts of two runs on many benchmarks, so that a site of many files takes its time.
func manyCounts(_ benchmarks: Int, shift: Int) -> String {
  var text = "run,benchmark,problem,n,c\n"
  for benchmark in 0..<benchmarks {
    for (run, more) in [("base", 0), ("rl", 3)] {
      for problem in 0..<8 {
        let correct = (problem * 5 + benchmark + more + shift) % 17
        text += "\(run),bench-\(benchmark),p\(problem),16,\(correct)\n"
      }
    }
  }
  return text
}
