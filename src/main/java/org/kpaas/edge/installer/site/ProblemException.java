package org.kpaas.edge.installer.site;

/// The one checked exception of the product: it carries a [Problem] instead of a sentence.
public class ProblemException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code() + " " + problem.values());
        this.problem = problem;
    }

    public ProblemException(Problem problem, Throwable cause) {
        super(problem.code() + " " + problem.values(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
