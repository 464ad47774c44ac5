/// The handover report and the one place that redacts.
@NullMarked
package org.kpaas.edge.installer.report;

import org.jspecify.annotations.NullMarked;
