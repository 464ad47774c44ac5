/// Fourth step: the ports that must be open, and what is known about them.
@NullMarked
package org.kpaas.edge.installer.ui.step.firewall;

import org.jspecify.annotations.NullMarked;
